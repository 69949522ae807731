import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Locks texts with keys that come from the installation's secret, which no database and no backup of one holds. */
export type Vault = {
  /** Locked anew each time: the same text never gives the same answer twice. */
  lock(purpose: string, text: string): string;
  /** The text that was locked for this purpose; undefined when it was altered, or locked with another secret. */
  unlock(purpose: string, locked: string): string | undefined;
  /** 32 bytes for this purpose, the same as long as the secret is. */
  seed(purpose: string): Uint8Array;
};

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM; one key for each purpose, by HKDF-SHA-256 from the secret (RFC 5869). */
export function openVault(secret: string): Vault {
  const seed = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', secret, '', `pilar vault: ${purpose}`, 32));
  return {
    seed,
    lock(purpose, text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', seed(purpose), nonce);
      const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
    },
    unlock(purpose, locked) {
      const bytes = Buffer.from(locked, 'base64');
      if (bytes.length < NONCE + TAG) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', seed(purpose), bytes.subarray(0, NONCE), {
        authTagLength: TAG,
      });
      decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return undefined;
      }
    },
  };
}
