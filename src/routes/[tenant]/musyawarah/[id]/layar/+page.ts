/** The wall is told what happens; without JavaScript it loads itself again. */
export const csr = true;
