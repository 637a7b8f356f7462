// Bars of single values.
import { getDisplayValueAlignmentFactors, VizOrientation, type FieldDisplay } from '@grafana/data';
import { BarGauge, useTheme2, VizRepeater } from '@grafana/ui';
import React from 'react';
import type { DrawingProps } from './props';
import { valuesOf } from './values';

export function BarGaugePanel(props: DrawingProps) {
  const theme = useTheme2();
  const { options, frames, width, height } = props;
  const auto = options.orientation === undefined || options.orientation === 'auto';
  const orientation = auto
    ? width > height ? VizOrientation.Vertical : VizOrientation.Horizontal
    : options.orientation;
  const isManual = options.sizing === 'manual';
  const draw = ({ value, width, height, count, alignmentFactors }: any) => (
    <BarGauge
      value={count === 1 && !value.field.displayName ? { ...value.display, title: undefined } : value.display}
      field={value.field}
      display={value.view?.getFieldDisplayProcessor(value.colIndex)}
      text={options.text}
      width={width}
      height={height}
      orientation={orientation}
      theme={theme}
      itemSpacing={options.displayMode === 'lcd' ? 2 : 10}
      lcdCellWidth={12}
      displayMode={options.displayMode ?? 'gradient'}
      alignmentFactors={alignmentFactors}
      showUnfilled={options.showUnfilled ?? true}
      valueDisplayMode={options.valueMode ?? 'color'}
      namePlacement={options.namePlacement ?? 'auto'}
    />
  );
  const Repeater = VizRepeater as any;
  return (
    <Repeater
      getValues={() => valuesOf(props, theme, false)}
      getAlignmentFactors={(values: FieldDisplay[]) =>
        getDisplayValueAlignmentFactors(values)}
      renderValue={draw}
      width={width}
      height={height}
      minVizWidth={isManual ? options.minVizWidth : 8}
      minVizHeight={isManual ? options.minVizHeight : 16}
      maxVizHeight={isManual ? options.maxVizHeight : 300}
      source={frames}
      itemSpacing={10}
      renderCounter={0}
      orientation={orientation}
    />
  );
}
