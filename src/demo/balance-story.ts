import { keepPlaceFacts } from '#modules/transparency/index.ts';
import { actorOf, must } from './acting.ts';
import { pick } from './chance.ts';
import { officerOf } from './city.ts';
import type { Telling } from './telling.ts';

/** What the demo's numbers of people and poor households are: shown beside every figure made from them. */
const INVENTED = 'Angka rekaan untuk kota contoh, bukan data resmi';

/**
 * The city secretariat keeps how many people and poor households live in each RW and kelurahan, and, where the file names
 * it, the middle of the city. The numbers are invented; the middles of kelurahan are left out, for nothing stands in for a map.
 */
export async function keepPlaceNumbers(telling: Telling): Promise<void> {
  const { runtime, city, file } = telling;
  const setda = actorOf(telling, officerOf(city, 'sekretariat-daerah', file.region, 'setda'));
  const lines = ['kode,penduduk,keluarga_miskin'];
  for (const village of city.villages) {
    let [people, poor] = [0, 0];
    for (const { code, rtCount } of village.neighbourhoods) {
      const here = rtCount * (95 + pick(70, 'people', code));
      const poorHere = Math.floor((here / 4) * ((4 + pick(22, 'poor', code)) / 100));
      lines.push(`${code},${here},${poorHere}`);
      people += here;
      poor += poorHere;
    }
    lines.push(`${village.code},${people},${poor}`);
  }
  telling.at(0.2);
  must(await keepPlaceFacts(runtime, setda, { text: lines.join('\n'), source: INVENTED }));
  if (!file.centre) return;
  const [latitude, longitude] = file.centre.point;
  const text = `kode,lintang,bujur\n${file.region},${latitude},${longitude}`;
  must(await keepPlaceFacts(runtime, setda, { text, source: file.centre.name }));
}

/** A point for an invented proposal near the middle that the file gives its story; empty where it gives none. */
export function pointNear(
  telling: Telling,
  village: string,
  i: number,
): { readonly latitude: string; readonly longitude: string } {
  const near = telling.file.stories.find((one) => one.village === village)?.near;
  if (!near) return { latitude: '', longitude: '' };
  const aside = (word: string) => (pick(61, word, village, i) - 30) / 10_000;
  return {
    latitude: (near[0] + aside('north')).toFixed(4),
    longitude: (near[1] + aside('east')).toFixed(4),
  };
}
