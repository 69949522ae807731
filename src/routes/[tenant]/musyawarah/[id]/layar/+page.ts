/** The screen asks for itself anew while it hangs on the wall; without JavaScript the browser reloads it. */
export const csr = true;
