// One or several big values.
import { getDisplayValueAlignmentFactors, VizOrientation, type FieldDisplay } from '@grafana/data';
import { BigValue, useTheme2, VizRepeater } from '@grafana/ui';
import React from 'react';
import type { DrawingProps } from './props';
import { valuesOf } from './values';

export function StatPanel(props: DrawingProps) {
  const theme = useTheme2();
  const { options, frames, width, height } = props;
  const graphMode = options.graphMode ?? 'area';
  const textMode = (values: number) =>
    options.textMode && options.textMode !== 'auto' ? options.textMode : values > 1 ? 'value_and_name' : 'value';
  const draw = ({ value, width, height, count, alignmentFactors }: any) => (
    <BigValue
      value={value.display}
      count={count}
      sparkline={graphMode === 'none' ? undefined : value.sparkline}
      colorMode={options.colorMode ?? 'value'}
      graphMode={graphMode}
      justifyMode={options.justifyMode ?? 'auto'}
      textMode={textMode(count)}
      alignmentFactors={alignmentFactors}
      text={options.text}
      width={width}
      height={height}
      theme={theme}
      percentChangeColorMode={options.percentChangeColorMode}
      disableWideLayout={options.wideLayout === false}
    />
  );
  const Repeater = VizRepeater as any;
  return (
    <Repeater
      getValues={() => valuesOf(props, theme, graphMode !== 'none')}
      getAlignmentFactors={(values: FieldDisplay[]) =>
        getDisplayValueAlignmentFactors(values)}
      renderValue={draw}
      width={width}
      height={height}
      source={frames}
      itemSpacing={3}
      renderCounter={0}
      autoGrid
      orientation={options.orientation ?? VizOrientation.Auto}
    />
  );
}
