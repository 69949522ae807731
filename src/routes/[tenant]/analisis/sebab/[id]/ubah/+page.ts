/** The drawing answers keys and pointer; every form on the page works without it. */
export const csr = true;
