// A panel's transformations, done by Grafana's own transformers.
import {
  standardTransformers, standardTransformersRegistry, transformDataFrame,
  type DataFrame, type DataTransformerInfo,
} from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import type { Transformation } from './board';

// The list has one transformer under two names; a registry refuses the same id twice.
const byId = new Map(
  (Object.values(standardTransformers) as DataTransformerInfo[]).map((each) => [each.id, each]),
);

export function registerTransformers(): void {
  standardTransformersRegistry.setInit(() =>
    [...byId.values()].map((transformation) => ({
      id: transformation.id,
      name: transformation.name ?? transformation.id,
      transformation,
      editor: (() => null) as any,
    })),
  );
}

/** The frames after all transformations that are not disabled. */
export async function transformed(
  list: Transformation[], frames: DataFrame[], interpolate: (text: string) => string,
): Promise<DataFrame[]> {
  const active = list.filter((each) => !each.disabled);
  for (const { id } of active) {
    if (!byId.has(id)) {
      throw new Error(`unknown transformation: ${id}`);
    }
  }
  if (active.length === 0) {
    return frames;
  }
  return lastValueFrom(transformDataFrame(active as any, frames, { interpolate } as any));
}
