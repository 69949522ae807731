import type { Command } from 'commander';

export function addAnalyzeNetwork(analyze: Command): void {
  analyze.command('network FILE');
}
