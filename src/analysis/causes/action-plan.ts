import type { Action, CauseMap } from './cause-map.ts';
import { causeStructure, type Role } from './structure.ts';

/** Where an action takes hold: the lower, the nearer to the root. */
const ORDER: Readonly<Record<Role, number>> = {
  root: 0,
  trigger: 1,
  external: 2,
  triggered: 3,
  symptom: 4,
  unconnected: 5,
};

export interface PlannedAction {
  readonly action: Action;
  /** The part that the deepest factor it addresses plays. */
  readonly role: Role;
  readonly takesHoldAt: string;
  /** Factors that it reaches, directly or through others. */
  readonly reaches: number;
}

export interface ActionPlan {
  /** Roots first, then triggers by driver power, then what is triggered; equals in the order of the file. */
  readonly actions: readonly PlannedAction[];
  /** Triggers that no action addresses. */
  readonly unaddressed: readonly string[];
}

/** Puts the actions of a map in the order in which a plan should take them up, and names the triggers left out. */
export function planActions(map: CauseMap): ActionPlan {
  const structure = causeStructure(map);
  const actions = map.actions.flatMap((action): PlannedAction[] => {
    const addressed = structure.factors.filter(({ factor }) => action.addresses.includes(factor));
    const deepest = addressed.toSorted(
      (a, b) => ORDER[a.role] - ORDER[b.role] || b.driverPower - a.driverPower,
    )[0];
    if (!deepest) return [];
    return [{ action, role: deepest.role, takesHoldAt: deepest.factor, reaches: deepest.driverPower - 1 }];
  });
  return {
    actions: actions.toSorted((a, b) => ORDER[a.role] - ORDER[b.role] || b.reaches - a.reaches),
    unaddressed: structure.triggers.filter(
      (trigger) => !map.actions.some((action) => action.addresses.includes(trigger)),
    ),
  };
}
