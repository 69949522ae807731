/** Pasir Impun, where the small city of the tests lies. */
export const VILLAGE = '32.73.30.1003';

/** A complete proposal of RW 01, as typed. */
export const DRAINAGE = {
  title: 'Perbaikan drainase Gang Sukanagara',
  need: 'Setiap hujan gang tergenang dan air masuk ke rumah warga.',
  scope: 'rw-infrastruktur',
  place: `${VILLAGE}.001`,
  address: 'Gang Sukanagara',
  latitude: '',
  longitude: '',
  volume: '96',
  unit: 'm',
  people: '184',
  poorHouseholds: '23',
  costLines: [
    { item: 'U-ditch 40 × 40 cm', quantity: '96', unit: 'm', unitPrice: '285.000' },
    { item: 'Tenaga kerja', quantity: '120', unit: 'OH', unitPrice: '135.000' },
    { item: 'Pasir, semen, bekisting', quantity: '1', unit: 'paket', unitPrice: '8.940.000' },
  ],
  total: '',
  answers: {},
  contributions: [{ form: 'labour', description: '40 hari kerja warga', value: '5.400.000' }],
};
