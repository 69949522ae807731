import type { Actor } from '#kernel/actor.ts';
import type { Id } from '#kernel/id.ts';
import type { Result } from '#kernel/result.ts';
import type { Officer } from './city.ts';

/** What a use case answered in a story, where nothing is refused. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const shown = JSON.stringify(result.refusal, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  throw new Error(`the demo story was refused: ${shown}`);
}

/** An officer of a story as they act in their office. */
export function actorOf(telling: { readonly tenant: Id }, officer: Officer): Actor {
  const { mandate, person, name, office, organization } = officer;
  return {
    tenant: telling.tenant,
    person,
    name,
    mandates: [{ id: mandate, office, organization, region: organization.region }],
    scopes: 'session',
    secondFactor: true,
  };
}
