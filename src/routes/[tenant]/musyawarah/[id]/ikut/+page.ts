/** What is discussed is renewed by itself; without JavaScript the page loads again every half minute. */
export const csr = true;
