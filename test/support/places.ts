/**
 * Which place of the demo city each journey changes: its own, so that journeys run beside one another in any order.
 * A journey names places through this list alone (`test/architecture/journey-places.test.ts`). `reads` are places where
 * it looks at something that no journey changes; `above` and `city` are who answers for it on the floors above.
 */
export const PLACES = {
  chain: {
    village: 'Karang Pamulang',
    institution: 'RW 03 Karang Pamulang',
    above: 'Camat Mandalajati',
    city: 'Sekretariat Daerah',
  },
  'a room': { village: 'Babakan Ciparay' },
  vote: { village: 'Jatihandap', institution: 'RW 07 Jatihandap', reads: ['Sukamiskin'] },
  'bad input': { village: 'Cipaganti', institution: 'RW 04 Cipaganti', drafts: 'PKK Cipaganti' },
  'without network': { institution: 'RW 02 Sukamiskin' },
  'maps of causes': { district: 'Mandalajati', reads: ['Pasir Impun', 'Karang Pamulang'] },
  'map of components': { village: 'Antapani Kidul' },
  instruments: { village: 'Dago', institution: 'RW 07 Dago' },
  'files of an office': { village: 'Cigondewah Kaler' },
  'rules of a programme': { city: 'Sekretariat Daerah' },
  // Of the companies whose plan is overdue, the one that has an account.
  'a sanction': { city: 'Sekretariat Daerah' },
  'facts of places': {
    village: 'Gumuruh',
    within: 'Batununggal',
    code: '32.73.12.1001',
    city: 'Sekretariat Daerah',
  },
} as const satisfies Readonly<Record<string, Place>>;

/** A kelurahan with all in it, an institution alone, or a kecamatan as such, without its kelurahan. */
export type Place = {
  readonly village?: string;
  readonly institution?: string;
  readonly district?: string;
  readonly drafts?: string;
  readonly within?: string;
  readonly code?: string;
  readonly above?: string;
  readonly city?: string;
  readonly reads?: readonly string[];
};
