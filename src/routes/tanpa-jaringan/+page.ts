/** Tells what lies in this browser, which no server knows. */
export const csr = true;
