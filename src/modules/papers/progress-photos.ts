import type { Id } from '#kernel/id.ts';
import type { Photo } from './paper.ts';

type Shown = {
  readonly checkpoints: readonly { readonly point: number; readonly photos: readonly Id[] }[];
  readonly documents: readonly {
    readonly id: Id;
    readonly sha256: string;
    readonly caption: string;
    readonly public: boolean;
  }[];
};

/** Photos of each step that the programme wants shown, in order; none that is not public. */
export function progressPhotos({ checkpoints, documents }: Shown): Photo[] {
  return checkpoints.flatMap(({ point, photos }) =>
    documents
      .filter((one) => photos.includes(one.id) && one.public)
      .map((one) => ({
        sha256: one.sha256,
        caption: `${point} %${one.caption === '' ? '' : `: ${one.caption}`}`,
      })),
  );
}
