// Field options of a panel with Grafana's defaults, and the overrides.
import {
  applyFieldOverrides, booleanOverrideProcessor, dataLinksOverrideProcessor, displayNameOverrideProcessor,
  FieldColorModeId, FieldConfigOptionsRegistry, identityOverrideProcessor, numberOverrideProcessor,
  stringOverrideProcessor, thresholdsOverrideProcessor, ThresholdsMode, unitOverrideProcessor,
  valueMappingsOverrideProcessor,
  type DataFrame, type FieldConfigSource, type GrafanaTheme2,
} from '@grafana/data';
import type { Panel } from './board';
import type { Interpolator } from './interpolate';

const STANDARD: Record<string, unknown> = {
  displayName: displayNameOverrideProcessor,
  unit: unitOverrideProcessor,
  min: numberOverrideProcessor,
  max: numberOverrideProcessor,
  fieldMinMax: booleanOverrideProcessor,
  decimals: numberOverrideProcessor,
  color: identityOverrideProcessor,
  noValue: stringOverrideProcessor,
  links: dataLinksOverrideProcessor,
  actions: identityOverrideProcessor,
  mappings: valueMappingsOverrideProcessor,
  thresholds: thresholdsOverrideProcessor,
  filterable: booleanOverrideProcessor,
  description: stringOverrideProcessor,
};

// What a panel's own field options are when the board does not say.
const CUSTOM: Record<string, Record<string, unknown>> = {
  timeseries: {
    drawStyle: 'line', lineInterpolation: 'linear', lineWidth: 1, fillOpacity: 0, gradientMode: 'none',
    showPoints: 'auto', pointSize: 5, spanNulls: false, barAlignment: 0, axisPlacement: 'auto',
    stacking: { mode: 'none', group: 'A' }, thresholdsStyle: { mode: 'off' },
    scaleDistribution: { type: 'linear' }, axisColorMode: 'text', axisBorderShow: false,
    axisCenteredZero: false, axisLabel: '', insertNulls: false, barWidthFactor: 0.6,
    hideFrom: { tooltip: false, viz: false, legend: false },
  },
  table: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false },
};

const THRESHOLDS = {
  mode: ThresholdsMode.Absolute,
  steps: [{ value: -Infinity, color: 'green' }, { value: 80, color: 'red' }],
};

/** The panel's field options with the defaults of its type. */
export function withDefaults(panel: Panel): FieldConfigSource {
  const source = panel.fieldConfig ?? { defaults: {}, overrides: [] };
  const mode = panel.type === 'timeseries' ? FieldColorModeId.PaletteClassic : FieldColorModeId.Thresholds;
  const defaults = { color: { mode }, thresholds: THRESHOLDS, mappings: [], ...source.defaults };
  return {
    defaults: { ...defaults, custom: { ...CUSTOM[panel.type], ...source.defaults?.custom } } as any,
    overrides: source.overrides ?? [],
  };
}

/** The options an override may set: Grafana's own, and those this panel names. */
function registryFor(config: FieldConfigSource): FieldConfigOptionsRegistry {
  const custom = new Set(Object.keys(config.defaults.custom ?? {}));
  for (const { properties } of config.overrides) {
    properties.filter(({ id }) => id.startsWith('custom.')).forEach(({ id }) => custom.add(id.slice(7)));
  }
  const item = (path: string, isCustom: boolean, process: unknown) => ({
    id: isCustom ? `custom.${path}` : path, path, isCustom, process, name: path,
    shouldApply: () => true, override: () => null, editor: () => null, settings: {},
  });
  return new FieldConfigOptionsRegistry(() => [
    ...Object.entries(STANDARD).map(([path, process]) => item(path, false, process)),
    ...[...custom].map((path) => item(path, true, identityOverrideProcessor)),
  ] as any);
}

/** Ids of overrides that no field option has. */
export function unknownOverrides(config: FieldConfigSource): string[] {
  return config.overrides
    .flatMap(({ properties }) => properties.map(({ id }) => id))
    .filter((id) => !id.startsWith('custom.') && !(id in STANDARD));
}

export function withFieldOptions(
  data: DataFrame[], config: FieldConfigSource, theme: GrafanaTheme2, interpolator: Interpolator,
): DataFrame[] {
  return applyFieldOverrides({
    data,
    fieldConfig: config,
    fieldConfigRegistry: registryFor(config),
    replaceVariables: interpolator.replace as any,
    theme,
    timeZone: 'browser',
  });
}
