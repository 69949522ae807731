/**
 * What marks do not prove, each with the reason. Every other table that belongs to a tenant is proved, also one that is
 * made tomorrow: its rows are seen as they are written and bound to the entry of their transaction.
 */
export const UNPROVED = {
  tables: {
    journal_entry: 'proves itself: its leaf stands in a seal, its columns are marked in the entry',
    journal_leaf: 'proves itself: the leaves of a seal lead to its root',
    journal_seal: 'proves itself: each seal holds the hash of the one before and the root over all of them',
    journal_shape: 'proves itself: a shape is the hash of its columns, and marks name it',
    journal_witness:
      'what others signed: their signature is checked against the checkpoint whenever it is shown or asked for',
    request: 'answers to repeated requests, kept for some days; no page reads them',
    ballot_code:
      'slip codes: a mark would say at which moment a code was used; how many ballots came stands in the journal',
    import_job:
      'how far a table has been gone through: what came of its rows stands proved, and its file with its hash in the entry of the import',
    slip_guess: 'wrong slip codes counted for an hour against guessing; deleted afterwards',
    page_visit:
      'how often public pages are opened: counted without an act of anybody, and nothing rests on it',
    search_name:
      'how things are called, derived from rows that are proved; a name that is wrong leads to a page that is right',
    search_posting: 'words of those names',
    search_word: 'words of those names, each once',
    search_gram: 'parts of those words',
    user_tenant:
      'which account reaches which person: the same stands proved in person.user_id, and is compared',
  },
  columns: {
    vote: {
      box: 'the locked ballots of an open vote: marks of each state would tell what a ballot changed; the lock itself shows an alteration',
    },
    api_token: { used_on: 'the day of the last use, told to the holder; changes without an act of anybody' },
    sign_in_code: {
      attempts: 'wrong tries of a code that ends within days; counted without an act of anybody',
    },
  },
};

/** Tables without a tenant, which the journal of no city can prove, each with the reason. */
export const OF_NO_CITY: Readonly<Record<string, string>> = {
  migration: 'which migrations ran, with their hashes: compared with the code whenever the server starts',
  region: 'the official list of places, the same for all cities: compared with the list that Pilar brings',
  demo_account: 'accounts of a demo, shown on its sign-in page',
  sign_in_user: 'accounts: what is done with one stands in the journal of each city',
  sign_in_session: 'who is signed in now: comes and goes without an act in any city',
  sign_in_credential: 'hashes of passwords: setting one stands in the journal of each city',
  sign_in_verification: 'short-lived questions of signing in',
  sign_in_second_factor:
    'seeds of authenticator apps, locked: setting one up stands in the journal of each city',
  sign_in_used_code: 'codes of authenticator apps, kept for minutes so that none is taken twice',
  sign_in_try: 'tries without success, counted for a day',
  sign_in_failure: 'what the holder is told of tries that failed',
  sign_in_device: 'browsers in which somebody signed in',
};
