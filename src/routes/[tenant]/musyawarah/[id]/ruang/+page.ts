/** Taps and keys work without loading the page; without JavaScript the same forms do by their buttons. */
export const csr = true;
