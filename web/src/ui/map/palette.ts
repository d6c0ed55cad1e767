/**
 * Colours of a map, the darker the better served, as in the heat grid; each with a pattern or a lightness of its own, so
 * that it can be read without colour and on black and white paper.
 */
export type Pattern = 'plain' | 'hatch' | 'dots' | 'lines' | 'bars';

export interface Fill {
  colour: string;
  mark: string;
  pattern: Pattern;
}

export const kFills: Record<string, Fill> = {
  none: { colour: '#eef1f1', mark: '#eef1f1', pattern: 'plain' },
  g0: { colour: '#fbebe8', mark: '#c9705f', pattern: 'hatch' },
  g1: { colour: '#f3dcb4', mark: '#a5771f', pattern: 'dots' },
  g2: { colour: '#e4edee', mark: '#8fb0b6', pattern: 'lines' },
  g3: { colour: '#b5d6db', mark: '#b5d6db', pattern: 'plain' },
  g4: { colour: '#7fb6c0', mark: '#7fb6c0', pattern: 'plain' },
  g5: { colour: '#0c6170', mark: '#0c6170', pattern: 'plain' },
  g6: { colour: '#0c6170', mark: '#05323b', pattern: 'bars' },
};

/** What does not follow the fills: on the screen by the reader's colours, on paper always these. */
export interface Inks {
  ink: string;
  border: string;
  ground: string;
}
export const kPaper: Inks = { ink: '#17211f', border: '#7f8e8d', ground: '#ffffff' };

export const kFlow = '#5b2a86';
export const kClosed = '#a3301f';
export const kHalo = '#ffffff';
export const kDark = '#17211f';

/** A small square of the pattern, repeated without a seam. */
export function tile(fill: Fill, ratio: number): HTMLCanvasElement {
  const side = Math.round(8 * ratio);
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = fill.colour;
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = pen.fillStyle = fill.mark;
  pen.lineWidth = 1.6 * ratio;
  if (fill.pattern === 'hatch') {
    pen.beginPath();
    for (const shift of [-side, 0, side]) {
      pen.moveTo(shift - 2, side + 2);
      pen.lineTo(shift + side + 2, -2);
    }
    pen.stroke();
  } else if (fill.pattern === 'dots') {
    for (const [x, y] of [[0.25, 0.25], [0.75, 0.75]] as const) {
      pen.beginPath();
      pen.arc(x * side, y * side, 1.1 * ratio, 0, 2 * Math.PI);
      pen.fill();
    }
  } else if (fill.pattern === 'lines') pen.fillRect(0, Math.round(side / 2), side, Math.max(1, Math.round(ratio)));
  else if (fill.pattern === 'bars') pen.fillRect(0, 0, Math.round(side / 2), side);
  return canvas;
}
