/**
 * An Indonesian or international phone number in one form, `+628123456789`: spaces, dots and dashes are dropped,
 * a leading `0` means Indonesia. Undefined when the text is no phone number.
 */
export function normalPhone(text: string): string | undefined {
  const bare = text.replaceAll(/[\s().-]/g, '');
  const international = bare.startsWith('0') ? `+62${bare.slice(1)}` : bare.replace(/^62/, '+62');
  return /^\+[1-9]\d{7,14}$/.test(international) ? international : undefined;
}

/** Whether the text has the form of an e-mail address that somebody could own. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@"<>]+@[^\s@"<>]+\.[^\s@.]{2,}$/.test(text) && !text.endsWith('.invalid')
  );
}
