import type { Actor } from '#kernel/actor.ts';
import type { Labelled } from '#kernel/refusal.ts';
import type { Tenant } from '#platform/database/tenant-transaction.ts';
import type { DatabaseUnavailable } from '#platform/database/unavailable.ts';
import type { IncomingBox } from '#platform/incoming.ts';
import type { Session } from '#platform/sign-in/sign-in.ts';
import type { Pilar } from './pilar.ts';

declare global {
  namespace App {
    interface Locals {
      pilar: Pilar;
      /** Where the files of this request lie until it is answered. */
      incoming: IncomingBox;
      /** The language of this request. */
      locale: 'id' | 'en';
      /** The account that is signed in, in whatever city. */
      session?: Session;
      /** What this request is answered with in the place of what its page would say. */
      instead?: Response;
      /** Of a form only the fields are wanted, since it will wait until somebody has signed in. */
      filesLeftBehind?: true;
      /** Nothing of the body is read: whoever sends it may not, whatever is in it. */
      unread?: true;
      /** Why the database did not serve this request, when it did not. */
      away?: DatabaseUnavailable;
      /** The city of the first path segment. */
      tenant?: Tenant;
      /** What that city's models call its offices, by their codes. */
      offices?: ReadonlyMap<string, Labelled>;
      /** Who acts in that city: by session, or by personal token. Somebody from another city is a visitor and has none. */
      actor?: Actor;
    }
    interface Error {
      status: number;
      message: string;
      /** Names the line in the server's log, for somebody who asks for help. */
      reference?: string;
    }
  }
}
