import type { Choice, Limits } from '#analysis/allocation/index.ts';

type Meta = Readonly<Record<string, string>>;

/** What a forum bound every rule to, beside its ballots: Pabulib has no place for it, so keys of Pilar's own carry it. */
export type FileLimits = { readonly limits: Limits; readonly tie: NonNullable<Choice['tie']> };

const CEILING = 'pilar_ceiling_';
const SHARE = 'pilar_minimum_share_';
const PAIR = 'pilar_incompatible_';
const SUPPORT = 'pilar_minimum_support';
const TIE = 'pilar_tie';

/**
 * Limits as lines of the section META: `pilar_ceiling_1;institution:RW 07=60000000`, shares in per mille, pairs of which
 * one at most may be funded as `pilar_incompatible_1;04=11`. Consent to a part has a column of its own.
 */
export function limitsAsMeta({ limits, tie }: FileLimits): Record<string, string> {
  const meta = new Map<string, string>([[TIE, tie]]);
  limits.ceilings?.forEach((one, i) => {
    meta.set(`${CEILING}${i + 1}`, `${one.by}:${one.name}=${one.atMost}`);
  });
  limits.minimumShares?.forEach((one, i) => {
    meta.set(`${SHARE}${i + 1}`, `${one.by}:${one.name}=${one.perMille}`);
  });
  limits.incompatible?.forEach(([one, other], i) => {
    meta.set(`${PAIR}${i + 1}`, `${one}=${other}`);
  });
  if (limits.minimumSupport) meta.set(SUPPORT, String(limits.minimumSupport));
  return Object.fromEntries(meta);
}

/** The limits that a file carries; without any, lower cost and more votes go first. What cannot be read is passed over. Amounts are whole; `decimals` are those of the election. */
export function limitsFromMeta(meta: Meta, decimals = 0): FileLimits {
  const groups = (prefix: string) =>
    Object.entries(meta).flatMap(([key, value]) => {
      const found = key.startsWith(prefix) ? /^(institution|field):(.+)=(\d{1,16})$/.exec(value) : null;
      const [, by, name = '', figure = ''] = found ?? [];
      return by === 'institution' || by === 'field' ? [{ by, name, figure } as const] : [];
    });
  return {
    limits: {
      ceilings: groups(CEILING).map(({ by, name, figure }) => ({
        by,
        name,
        atMost: BigInt(figure) * 10n ** BigInt(decimals),
      })),
      minimumShares: groups(SHARE).map(({ by, name, figure }) => ({ by, name, perMille: Number(figure) })),
      incompatible: Object.entries(meta).flatMap(([key, value]) => {
        const [, one, other] = key.startsWith(PAIR) ? (/^([^=]+)=([^=]+)$/.exec(value) ?? []) : [];
        return one && other && one !== other ? [[one, other] as const] : [];
      }),
      minimumSupport: /^\d{1,6}$/.test(meta[SUPPORT] ?? '') ? Number(meta[SUPPORT]) : 0,
    },
    tie: meta[TIE] === 'id' ? 'id' : 'cost-votes',
  };
}
