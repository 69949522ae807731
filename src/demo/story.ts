import { keepPlaceNumbers } from './balance-story.ts';
import { carryOut } from './carrying-out-story.ts';
import { tellCauses } from './causes-story.ts';
import { beginComponentMap, meetOnComponentMap, renewComponentMap } from './components-story.ts';
import { holdForums, sitNow } from './forums-story.ts';
import type { TriedAccount } from './giving/giving-story.ts';
import { accountsOf, giveInMay, giveInNovember, openGiving } from './giving/giving-story.ts';
import { sitAbove, sitForTheCity } from './next-level-story.ts';
import { tellPhases } from './phases-story.ts';
import { writeProposals } from './proposals-story.ts';
import { rateAfterForums, rateAtTheEnd } from './ratings-story.ts';
import type { Telling } from './telling.ts';

/** Tells the year, and answers those of its people who may be tried besides the accounts of the city's file. */
export async function tellStory(telling: Telling): Promise<readonly TriedAccount[]> {
  const told = await writeProposals(telling);
  telling.say(`  ${told.length} proposals`);
  await keepPlaceNumbers(telling);
  const opened = telling.file.giving ? await openGiving(telling) : undefined;
  const components = await beginComponentMap(telling);
  const { funded: decided, passedOn } = await holdForums(telling, told);
  telling.say(
    `  ${new Set(decided.map((one) => one.village.code)).size} forums sealed, ${decided.length} proposals funded`,
  );
  const given = opened && (await giveInMay(opened));
  const forTheCity = await sitAbove(telling, passedOn);
  await rateAfterForums(telling);
  await carryOut(telling, decided);
  await renewComponentMap(telling, components);
  await rateAtTheEnd(telling);
  await tellPhases(telling);
  await tellCauses(telling);
  if (given) await giveInNovember(given);
  await meetOnComponentMap(telling, components);
  await sitForTheCity(telling, forTheCity);
  await sitNow(telling, told);
  return given ? accountsOf(given) : [];
}
