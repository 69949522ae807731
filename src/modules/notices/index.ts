export {
  ask,
  askAll,
  deskOf,
  moveDueDays,
  type NewTask,
  passOnTasks,
  settle,
  settleFor,
  settleOwed,
  TASK_KINDS,
  type Task,
  type TaskKind,
} from './task.store.ts';
