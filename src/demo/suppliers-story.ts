import { keepSupplier, supplierNamed } from '#modules/funding/index.ts';
import { actorOf, must } from './acting.ts';
import { type DemoVillage, officerOf } from './city.ts';
import type { Telling } from './telling.ts';

/** Shops and groups that the demo pays: invented, like all of it. */
export const PROVIDERS = [
  'CV Karya Sauyunan',
  'Toko Bangunan Mekar',
  'UD Sinar Galih',
  'Koperasi Warga Motekar',
];

/**
 * A treasurer completes the register of suppliers, once in a city. The numbers have the form of an NPWP and are nobody's: no
 * taxpayer's begins with 99, and there is no tax office 000.
 */
export async function keepSuppliers(telling: Telling, { code }: DemoVillage): Promise<void> {
  const treasurer = actorOf(telling, officerOf(telling.city, 'kelurahan', code, 'village-treasurer'));
  for (const [i, name] of PROVIDERS.entries()) {
    if (await telling.runtime.read(telling.tenant, (tx) => supplierNamed(tx, name))) continue;
    const typed = {
      name,
      npwp: `099${String(i + 1).padStart(6, '0')}0000000`,
      bank: 'Bank Contoh',
      account: `0000${String(i + 1).padStart(6, '0')}`,
    };
    must(await keepSupplier(telling.runtime, treasurer, { program: telling.program.id, ...typed }));
  }
}
