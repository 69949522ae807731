/** How far it is shows without loading the page; without JavaScript the page loads itself again. */
export const csr = true;
