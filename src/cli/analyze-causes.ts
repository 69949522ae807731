import type { Command } from 'commander';

export function addAnalyzeCauses(analyze: Command): void {
  analyze.command('causes FILE');
}
