import type { Command } from 'commander';

export function addAnalyzeInstrument(analyze: Command): void {
  analyze.command('instrument FILE');
}
