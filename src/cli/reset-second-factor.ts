import { alongWith } from '#modules/actors/index.ts';
import { failInput } from './exit.ts';
import { withPilar } from './open-pilar.ts';

/** Removes the second factor of an account whose holder lost it, ends their sessions and records it. */
export async function resetSecondFactor(account: string): Promise<void> {
  await withPilar(async (pilar) => {
    const user = await pilar.signIn.findUser(account);
    if (!user) return failInput(`nobody signs in with ${account}`);
    if (!user.secondFactor) return failInput(`${account} has no two-step verification; nothing was changed`);
    const weakened = { userId: user.userId, secondFactor: false };
    await pilar.signIn.dropSecondFactor(
      user.userId,
      await alongWith(pilar, weakened, 'second-factor-dropped'),
    );
    process.stdout.write(
      `${account} signs in with the password alone now, and should set it up again at once\n`,
    );
  });
}
