import type { Command } from 'commander';

export function addAllocateCommand(program: Command): void {
  program.command('allocate FILE');
}
