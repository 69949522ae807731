import type { Thing } from '#kernel/thing.ts';
import { m } from '#paraglide/messages.js';

/** How each kind of thing is called, as a heading or beside a name. */
const WORDS: Readonly<Record<Thing, () => string>> = {
  tenant: m['thing.tenant'],
  calendar: m['thing.calendar'],
  'place-facts': m['thing.place-facts'],
  boundaries: m['thing.boundaries'],
  organization: m['thing.organization'],
  person: m['thing.person'],
  'sign-in-code': m['thing.sign-in-code'],
  token: m['thing.token'],
  'model-draft': m['thing.model-draft'],
  program: m['thing.program'],
  purse: m['thing.purse'],
  proposal: m['thing.proposal'],
  forum: m['thing.forum'],
  vote: m['thing.vote'],
  voucher: m['thing.voucher'],
  activity: m['thing.activity'],
  obligation: m['thing.obligation'],
  filing: m['thing.filing'],
  'network-tie': m['thing.network-tie'],
  'network-import': m['thing.network-import'],
  'cause-map': m['thing.cause-map'],
  'component-map': m['thing.component-map'],
  assessment: m['thing.assessment'],
  'relation-event': m['thing.relation-event'],
  award: m['thing.award'],
  sanction: m['thing.sanction'],
  letter: m['thing.letter'],
  import: m['thing.import'],
};

export function wordThing(kind: Thing): string {
  return WORDS[kind]();
}
