/** Saves by itself and adds up as one types; without JavaScript the same form works by its buttons. */
export const csr = true;
