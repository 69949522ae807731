import { at, type Refusal, refuse } from '#kernel/refusal.ts';

/** Words that stand near at hand here: the service, its offices, what people wish one another. With or without numbers behind. */
const NEAR_AT_HAND: ReadonlySet<string> = new Set(
  [
    'pilar admin operator sandi katasandi rahasia kelurahan kecamatan kabupaten lurah camat warga indonesia',
    'merdeka garuda bismillah alhamdulillah assalamualaikum sayang cinta keluarga bandung jakarta persib',
  ].flatMap((line) => line.split(' ')),
);

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Refuses a password that is tried before all others: one of some 18,000 in use most often that are long enough
 * (`@zxcvbn-ts/language-common`), or a word that is near at hand here, with nothing but numbers and signs around it.
 * Upper and lower case count alike. The list is loaded when it is first asked for. Source: OWASP ASVS 5.0, 6.2.4 and 6.2.11.
 */
export async function mustBeUncommon(password: string): Promise<Refusal | undefined> {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  const typed = password.normalize('NFKC').toLowerCase();
  const bare = typed.replaceAll(/[^\p{L}]/gu, '');
  const isCommon = (await common).has(typed) || NEAR_AT_HAND.has(bare) || new Set(typed).size < 3;
  return isCommon ? at('password', refuse('password.common')) : undefined;
}
