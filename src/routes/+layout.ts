/** Pages ship no JavaScript; those with richer forms opt in with `csr = true` in their own +page.ts. */
export const csr = false;
