import { type Model, pillarLabel } from '#modules/models/index.ts';
import { getLocale } from '#paraglide/runtime.js';
import { messageFor } from './message.ts';

/**
 * A side of a partnership in the words of the request: as the first of the models calls it that lists it. What none
 * lists (of a study, an import, an instrument from elsewhere) has Pilar's words, or stands as it was written.
 */
export function wordPillar(models: readonly Pick<Model, 'parties'>[], pillar: string): string {
  const label = pillarLabel(models, pillar);
  if (label) return label[getLocale() === 'en' ? 'en' : 'id'] ?? label.id;
  return messageFor(`networks.pillar.${pillar}`) ?? pillar;
}
