import { visible } from './readers/text.ts';

/**
 * An Indonesian or international phone number in one form, `+628123456789`, however it is typed or pasted: spaces, dots,
 * brackets, every kind of dash and marks of direction are dropped; a leading `0`, `62`, `0062` or none before the `8`
 * of a mobile number means Indonesia, also doubled as in `+62 (0) 812`. Undefined when the text is no phone number.
 */
export function normalPhone(text: string): string | undefined {
  const bare = visible(text).replaceAll(/[\s().\-\u00b7\u2010-\u2015\u2212\uff0d]/gu, '');
  const abroad = /^(?:\+|00)([1-9]\d*)$/.exec(bare)?.[1];
  if (abroad !== undefined && !abroad.startsWith('62')) return inForm(`+${abroad}`);
  const national = (abroad ?? bare).replace(/^62/, '').replace(/^0/, '');
  const known = abroad !== undefined || /^(0|62|8)/.test(bare);
  return known && /^[1-9]/.test(national) ? inForm(`+62${national}`) : undefined;
}

function inForm(number: string): string | undefined {
  return /^\+[1-9]\d{7,14}$/.test(number) && !/^\+62(\d)\1+$/.test(number) ? number : undefined;
}

/** Every way in which a number in one form may be kept from earlier. */
export function phoneSpellings(phone: string): readonly string[] {
  return phone.startsWith('+62') ? [phone, `0${phone.slice(3)}`, phone.slice(1)] : [phone];
}

/** What stands in every spelling of a part of a number, to search by: its digits without the country; undefined for fewer than four. */
export function phonePart(text: string): string | undefined {
  const bare = visible(text).replaceAll(/[\s().\-\u00b7\u2010-\u2015\u2212\uff0d]/gu, '');
  if (!/^\+?\d{4,18}$/.test(bare)) return undefined;
  const digits = bare.replace(/^(\+|00)?62/, '').replace(/^0/, '');
  return digits.length >= 4 ? digits : undefined;
}

/** Whether the text has the form of an e-mail address that somebody could own. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@.]{2,}$/.test(text) && !text.endsWith('.invalid')
  );
}
