// What a panel shows instead of a drawing.
import { useTheme2 } from '@grafana/ui';
import React from 'react';

interface Props {
  text: string;
  width: number;
  height: number;
  isError?: boolean;
}

export function Message({ text, width, height, isError }: Props) {
  const theme = useTheme2();
  const style: React.CSSProperties = {
    width, height, display: 'flex', alignItems: 'center', justifyContent: 'center', textAlign: 'center',
    overflow: 'hidden', color: isError ? theme.colors.error.text : theme.colors.text.secondary,
    fontSize: isError ? theme.typography.bodySmall.fontSize : theme.typography.h5.fontSize,
  };
  return <div style={style} data-message={isError ? 'error' : 'no-data'}>{text}</div>;
}
