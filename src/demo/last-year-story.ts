import { carryOut } from './carrying-out-story.ts';
import { holdForums } from './forums-story.ts';
import { writeProposals } from './proposals-story.ts';
import type { Telling } from './telling.ts';

/** The same telling for some kelurahan alone: a few proposals each, of which every one was accounted for. */
export function ofLastYear(telling: Telling): Telling {
  const { city, file } = telling;
  const villages = city.villages.filter((one) => file.lastYear.includes(one.name));
  return {
    ...telling,
    city: { ...city, villages },
    file: {
      ...file,
      proposals: villages.length * 3,
      stories: villages.map(({ name }) => {
        const near = file.stories.find((one) => one.village === name)?.near;
        return { village: name, story: 'past', ...(near ? { near } : {}) };
      }),
    },
  };
}

/** From the proposals of last year to its accepted reports. */
export async function tellLastYear(telling: Telling): Promise<void> {
  const told = await writeProposals(telling);
  const { funded } = await holdForums(telling, told);
  await carryOut(telling, funded);
}
