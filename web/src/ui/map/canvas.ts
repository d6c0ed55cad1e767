import { isEmpty, kKilometresPerUnit, type Box } from './geometry';
import { kClosed, kDark, kFills, kFlow, kHalo, kPaper, tile, type Inks } from './palette';
import { at, boxOfChoice, type AreaMark, type Choice, type LineMark, type PlaceMark, type Scene } from './scene';

/**
 * Draws a scene and moves over it. The scene is painted once into a picture larger than the window; panning and zooming
 * shift and stretch that picture, and it is painted anew when its edge comes into view or the hand rests. So a frame costs
 * the same however much is on the map, and no graphics card is needed.
 */

/** Of the window, on each side of it. */
const kMargin = 0.4;
const kRest = 140;
const kFont = "12px system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', 'Liberation Sans', sans-serif";

interface View {
  /** Of the plane, in the middle of the window. */
  x: number;
  y: number;
  /** Pixels of a unit of the plane. */
  scale: number;
}

export class MapCanvas {
  private readonly pen: CanvasRenderingContext2D;
  private readonly picture = document.createElement('canvas');
  private scene: Scene | null = null;
  private width = 0;
  private height = 0;
  private ratio = 1;
  private view: View = { x: 0, y: 0, scale: 1 };
  private home: View = { x: 0, y: 0, scale: 1 };
  private painted: View | null = null;
  private chosen: Choice | null = null;
  private asked = 0;
  private rest = 0;
  private printing = false;
  private tiles = new Map<string, CanvasPattern>();
  private stamps = new Map<string, HTMLCanvasElement>();
  private lines = new Map<string, { path: Path2D; width: number; closed: boolean; marks: LineMark[] }>();
  /** A cross in the middle for whoever goes by keys. */
  cross = false;
  /** Written on the map. */
  texts = { north: 'N', kilometres: (value: number): string => `${value} km` };

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly inks: () => Inks,
  ) {
    this.pen = canvas.getContext('2d')!;
  }

  show(scene: Scene, keepView: boolean): void {
    this.scene = scene;
    this.lines.clear();
    for (const line of scene.lines) {
      const key = `${line.width} ${line.closed}`;
      let batch = this.lines.get(key);
      if (!batch) this.lines.set(key, (batch = { path: new Path2D(), width: line.width, closed: line.closed, marks: [] }));
      batch.path.moveTo(line.x1, line.y1);
      batch.path.lineTo(line.x2, line.y2);
      batch.marks.push(line);
    }
    this.painted = null;
    const untouched = this.isHome();
    this.home = this.around(scene.box);
    if (!keepView || untouched) this.view = { ...this.home };
    this.ask();
  }

  resize(width: number, height: number): void {
    const [first, before] = [this.width === 0, this.home.scale];
    this.width = width;
    this.height = height;
    this.ratio = Math.min(2, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(width * this.ratio);
    this.canvas.height = Math.round(height * this.ratio);
    this.tiles.clear();
    this.stamps.clear();
    this.painted = null;
    if (this.scene) {
      this.home = this.around(this.scene.box);
      this.view = first ? { ...this.home } : { ...this.view, scale: (this.view.scale / before) * this.home.scale };
      this.draw();
    }
  }

  choose(choice: Choice | null): void {
    this.chosen = choice;
    if (choice && this.scene && this.width) {
      const box = boxOfChoice(this.scene, choice);
      const [halfWidth, halfHeight] = [this.width / 2 / this.view.scale, this.height / 2 / this.view.scale];
      // Brought into view where it is not: by the table or the keys somebody may choose what lies outside.
      if (box && !isEmpty(box) && (box.left > this.view.x + halfWidth || box.right < this.view.x - halfWidth || box.top > this.view.y + halfHeight || box.bottom < this.view.y - halfHeight)) {
        this.view = { ...this.view, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
      }
    }
    this.ask();
  }

  /** Pixels to the right and down that what is shown moves by. */
  pan(right: number, down: number): void {
    this.view = this.kept({ ...this.view, x: this.view.x - right / this.view.scale, y: this.view.y - down / this.view.scale });
    this.ask();
  }

  zoom(factor: number, x = this.width / 2, y = this.height / 2): void {
    const scale = Math.min(Math.max(this.view.scale * factor, this.home.scale * 0.6), this.home.scale * 400);
    const [right, down] = [x - this.width / 2, y - this.height / 2];
    const [planeX, planeY] = [this.view.x + right / this.view.scale, this.view.y + down / this.view.scale];
    this.view = this.kept({ x: planeX - right / scale, y: planeY - down / scale, scale });
    this.ask();
  }

  whole(): void {
    this.view = { ...this.home };
    this.ask();
  }

  /** What is at a point of the window; in the middle without one. */
  at(x = this.width / 2, y = this.height / 2): Choice | null {
    if (!this.scene) return null;
    return at(this.scene, this.view.x + (x - this.width / 2) / this.view.scale, this.view.y + (y - this.height / 2) / this.view.scale, 1 / this.view.scale);
  }

  /** On paper: dark on white, whatever the screen has. */
  print(on: boolean): void {
    this.printing = on;
    this.painted = null;
    this.draw();
  }

  again(): void {
    this.painted = null;
    this.ask();
  }

  stop(): void {
    cancelAnimationFrame(this.asked);
    clearTimeout(this.rest);
  }

  private around(box: Box): View {
    if (isEmpty(box) || !this.width) return { x: 0, y: 0, scale: 1 };
    return {
      x: (box.left + box.right) / 2,
      y: (box.top + box.bottom) / 2,
      scale: Math.min(this.width / (box.right - box.left), this.height / (box.bottom - box.top)),
    };
  }

  private isHome(): boolean {
    return this.view.x === this.home.x && this.view.y === this.home.y && this.view.scale === this.home.scale;
  }

  /** Nobody gets lost beyond the edge. */
  private kept(view: View): View {
    const box = this.scene?.box;
    if (!box) return view;
    return { ...view, x: Math.min(Math.max(view.x, box.left), box.right), y: Math.min(Math.max(view.y, box.top), box.bottom) };
  }

  private ask(): void {
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.draw();
    });
  }

  private draw(): void {
    if (!this.scene || !this.width) return;
    if (!this.painted || !this.covers(this.painted)) this.paint();
    const before = this.painted!;
    const moved = before.x !== this.view.x || before.y !== this.view.y || before.scale !== this.view.scale;
    clearTimeout(this.rest);
    if (moved) {
      this.rest = window.setTimeout(() => {
        this.painted = null;
        this.ask();
      }, kRest);
    }
    const { pen, ratio } = this;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = this.ground();
    pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
    const stretch = this.view.scale / before.scale;
    const left = this.canvas.width / 2 + (before.x - this.view.x) * this.view.scale * ratio - (this.picture.width / 2) * stretch;
    const top = this.canvas.height / 2 + (before.y - this.view.y) * this.view.scale * ratio - (this.picture.height / 2) * stretch;
    pen.imageSmoothingEnabled = stretch !== 1;
    if (stretch === 1) pen.drawImage(this.picture, Math.round(left), Math.round(top));
    else pen.drawImage(this.picture, left, top, this.picture.width * stretch, this.picture.height * stretch);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.drawChosen();
    this.drawScale();
    if (this.cross) this.drawCross();
  }

  /** Whether the picture reaches to every edge of the window. */
  private covers(painted: View): boolean {
    const reach = (1 + 2 * kMargin) / 2 / painted.scale;
    const half = 0.5 / this.view.scale;
    const stretch = this.view.scale / painted.scale;
    return (
      stretch > 0.5 && stretch < 3 &&
      Math.abs(this.view.x - painted.x) + this.width * half <= this.width * reach &&
      Math.abs(this.view.y - painted.y) + this.height * half <= this.height * reach
    );
  }

  private ground(): string {
    return (this.printing ? kPaper : this.inks()).ground;
  }

  private pattern(pen: CanvasRenderingContext2D, name: string): CanvasPattern | string {
    const fill = kFills[name] ?? kFills['none']!;
    if (fill.pattern === 'plain') return fill.colour;
    let found = this.tiles.get(name);
    if (!found) this.tiles.set(name, (found = pen.createPattern(tile(fill, this.ratio), 'repeat')!));
    return found;
  }

  private paint(): void {
    const scene = this.scene!;
    const { picture, ratio, view } = this;
    picture.width = Math.round(this.width * (1 + 2 * kMargin) * ratio);
    picture.height = Math.round(this.height * (1 + 2 * kMargin) * ratio);
    const pen = picture.getContext('2d')!;
    const inks = this.printing ? kPaper : this.inks();
    const k = view.scale * ratio;
    const [shiftX, shiftY] = [picture.width / 2 - view.x * k, picture.height / 2 - view.y * k];
    const toPlane = () => pen.setTransform(k, 0, 0, k, shiftX, shiftY);
    const outside = (box: Box) => box.right * k + shiftX < 0 || box.left * k + shiftX > picture.width || box.bottom * k + shiftY < 0 || box.top * k + shiftY > picture.height;
    pen.fillStyle = inks.ground;
    pen.fillRect(0, 0, picture.width, picture.height);
    toPlane();
    pen.lineJoin = pen.lineCap = 'round';
    pen.lineWidth = 1 / view.scale;
    pen.strokeStyle = inks.border;
    pen.globalAlpha = 0.7;
    for (const outline of scene.backdrop) if (!outside(outline.box)) pen.stroke(outline.path);
    pen.globalAlpha = 1;
    const borders: AreaMark[] = [];
    for (const area of scene.areas) {
      if (!area.outline || outside(area.outline.box)) continue;
      const fill = this.pattern(pen, area.fill);
      // A pattern stays as large as it is on the screen, however far somebody is in.
      if (typeof fill !== 'string') fill.setTransform(new DOMMatrix().scale(1 / k));
      pen.fillStyle = fill;
      pen.fill(area.outline.path, 'evenodd');
      borders.push(area);
    }
    for (const area of borders) {
      pen.lineWidth = (area.level === 0 ? 1.8 : 0.7) / view.scale;
      pen.strokeStyle = area.level === 0 ? kDark : kPaper.border;
      pen.stroke(area.outline!.path);
    }
    this.paintLines(pen, toPlane);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    for (const area of scene.areas) {
      if (area.outline || !area.at) continue;
      this.stamp(pen, 'circle', 8, area.fill, false, area.at[0] * k + shiftX, area.at[1] * k + shiftY);
    }
    for (const place of scene.places) {
      const [x, y] = [place.x * k + shiftX, place.y * k + shiftY];
      if (x > -20 && y > -20 && x < picture.width + 20 && y < picture.height + 20) this.stamp(pen, place.shape, place.radius, place.fill, place.closed, x, y);
    }
    this.paintNames(pen, k, shiftX, shiftY);
    this.painted = { ...view };
  }

  private paintLines(pen: CanvasRenderingContext2D, toPlane: () => void): void {
    const { scale } = this.view;
    const batches = [...this.lines.values()].sort((a, b) => Number(a.closed) - Number(b.closed) || a.width - b.width);
    for (const batch of batches) {
      toPlane();
      if (batch.width > 1 || batch.closed) {
        pen.setLineDash([]);
        pen.strokeStyle = kHalo;
        pen.lineWidth = (batch.width + 2) / scale;
        pen.stroke(batch.path);
      }
      pen.setLineDash(batch.closed ? [5 / scale, 5 / scale] : []);
      pen.lineCap = batch.closed ? 'butt' : 'round';
      pen.strokeStyle = batch.closed ? kClosed : kFlow;
      pen.lineWidth = Math.max(batch.closed ? 2 : 0.8, batch.width) / scale;
      pen.stroke(batch.path);
      pen.setLineDash([]);
      if (batch.width >= 2 && !batch.closed) this.paintHeads(pen, batch.marks);
    }
  }

  /** Which way it goes, a little beyond the middle of lines that are long enough to bear it. */
  private paintHeads(pen: CanvasRenderingContext2D, marks: LineMark[]): void {
    const { scale } = this.view;
    pen.fillStyle = kFlow;
    pen.beginPath();
    for (const line of marks) {
      const [dx, dy] = [line.x2 - line.x1, line.y2 - line.y1];
      const length = Math.hypot(dx, dy);
      if (length * scale < 36) continue;
      const [ux, uy] = [dx / length / scale, dy / length / scale];
      const size = 3 + line.width;
      const [tipX, tipY] = [line.x1 + dx * 0.6 + ux * size, line.y1 + dy * 0.6 + uy * size];
      pen.moveTo(tipX, tipY);
      pen.lineTo(tipX - ux * 2 * size - uy * size, tipY - uy * 2 * size + ux * size);
      pen.lineTo(tipX - ux * 2 * size + uy * size, tipY - uy * 2 * size - ux * size);
    }
    pen.fill();
  }

  /** Ten thousand places have a few dozen looks: each is drawn once and stamped. */
  private stamp(pen: CanvasRenderingContext2D, shape: PlaceMark['shape'], radius: number, fill: string, closed: boolean, x: number, y: number): void {
    const key = `${shape} ${radius} ${fill} ${closed}`;
    let found = this.stamps.get(key);
    if (!found) this.stamps.set(key, (found = this.newStamp(shape, radius, fill, closed)));
    pen.drawImage(found, Math.round(x - found.width / 2), Math.round(y - found.height / 2));
  }

  private newStamp(shape: PlaceMark['shape'], radius: number, fill: string, closed: boolean): HTMLCanvasElement {
    const stamp = document.createElement('canvas');
    const half = Math.ceil((radius + 3) * this.ratio);
    stamp.width = stamp.height = half * 2;
    const pen = stamp.getContext('2d')!;
    pen.translate(half, half);
    const r = radius * this.ratio;
    pen.beginPath();
    if (shape === 'circle') pen.arc(0, 0, r, 0, 2 * Math.PI);
    else if (shape === 'square') pen.rect(-r, -r, 2 * r, 2 * r);
    else {
      pen.moveTo(0, -1.3 * r);
      pen.lineTo(1.3 * r, 0);
      pen.lineTo(0, 1.3 * r);
      pen.lineTo(-1.3 * r, 0);
      pen.closePath();
    }
    pen.lineWidth = 2.6 * this.ratio;
    pen.strokeStyle = kHalo;
    pen.stroke();
    const pattern = this.pattern(pen, fill);
    if (typeof pattern !== 'string') pattern.setTransform(new DOMMatrix());
    pen.fillStyle = pattern;
    pen.fill();
    pen.lineWidth = 1.1 * this.ratio;
    pen.strokeStyle = kDark;
    pen.stroke();
    if (closed) {
      pen.lineWidth = 2 * this.ratio;
      pen.strokeStyle = kClosed;
      pen.beginPath();
      pen.moveTo(-r, -r);
      pen.lineTo(r, r);
      pen.moveTo(-r, r);
      pen.lineTo(r, -r);
      pen.stroke();
    }
    return stamp;
  }

  /** Names where there is room: the heavier figures and larger areas first, none over another. */
  private paintNames(pen: CanvasRenderingContext2D, k: number, shiftX: number, shiftY: number): void {
    const scene = this.scene!;
    const { ratio } = this;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.font = kFont;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.lineJoin = 'round';
    const taken: Box[] = [];
    const over = (box: Box, others: Box[]) => others.some((one) => one.left < box.right && one.right > box.left && one.top < box.bottom && one.bottom > box.top);
    const at = (x: number, y: number): [number, number] => [(x * k + shiftX) / ratio, (y * k + shiftY) / ratio];
    const around = (x: number, y: number, radius: number): Box => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
    const near = scene.places.filter((place) => {
      const [x, y] = at(place.x, place.y);
      return x > 0 && y > 0 && x < this.picture.width / ratio && y < this.picture.height / ratio;
    });
    const marks = [
      ...(near.length <= 200 ? near : []).map((one) => around(...at(one.x, one.y), one.radius)),
      ...scene.areas.filter((one) => !one.outline && one.at).map((one) => around(...at(...one.at!), 8)),
    ];
    /** `away`: how far from a mark it stands: above it, or on whichever side covers no other mark. */
    const write = (text: string, x: number, y: number, room: number, away = 0): void => {
      const half = pen.measureText(text).width / 2 + 2;
      if (half * 2 > room) return;
      const boxAt = ([x, y]: readonly [number, number]): Box => ({ left: x - half, right: x + half, top: y - 9, bottom: y + 9 });
      const sides = away ? ([[x, y - away], [x, y + away], [x + away + half - 6, y], [x - away - half + 6, y]] as const) : ([[x, y]] as const);
      const free = sides.filter((one) => !over(boxAt(one), taken));
      const chosen = free.find((one) => !over(boxAt(one), marks)) ?? free[0];
      if (!chosen) return;
      taken.push(boxAt(chosen));
      pen.lineWidth = 3.2;
      pen.strokeStyle = kHalo;
      pen.strokeText(text, ...chosen);
      pen.fillStyle = kDark;
      pen.fillText(text, ...chosen);
    };
    const drawn = scene.areas
      .map((area) => ({ area, size: area.outline ? ((area.outline.box.right - area.outline.box.left) * k) / ratio : 0 }))
      .filter(({ area, size }) => area.outline ? size > 30 : area.at)
      .sort((a, b) => b.area.level - a.area.level || (b.area.weight ?? 0) - (a.area.weight ?? 0) || b.size - a.size);
    for (const { area, size } of drawn) {
      const [x, y] = area.outline ? area.outline.middle : area.at!;
      const [left, top] = at(x, y);
      if (left < 0 || top < 0 || left > this.picture.width / ratio || top > this.picture.height / ratio) continue;
      if (area.figure) write(area.figure, left, top, Math.max(size, 140), area.outline ? 0 : 18);
      else if (area.outline) write(area.name, left, top, size);
      else write(area.name, left, top, 160, 18);
    }
    // Places have names once there are few enough of them in view.
    if (near.length <= 60) {
      for (const place of near) write(place.name, ...at(place.x, place.y), 220, place.radius + 11);
    }
  }

  private drawChosen(): void {
    const scene = this.scene!;
    const { pen, chosen, view } = this;
    if (!chosen) return;
    const x = (plane: number) => (plane - view.x) * view.scale + this.width / 2;
    const y = (plane: number) => (plane - view.y) * view.scale + this.height / 2;
    const twice = (stroke: () => void, width: number) => {
      pen.strokeStyle = kHalo;
      pen.lineWidth = width + 3;
      stroke();
      pen.strokeStyle = kDark;
      pen.lineWidth = width;
      stroke();
    };
    if (chosen.kind === 'area') {
      const area = scene.areas.find((one) => one.id === chosen.id);
      if (area?.outline) {
        const { path } = area.outline;
        twice(() => {
          pen.save();
          const width = pen.lineWidth;
          pen.translate(this.width / 2, this.height / 2);
          pen.scale(view.scale, view.scale);
          pen.translate(-view.x, -view.y);
          pen.lineWidth = width / view.scale;
          pen.stroke(path);
          pen.restore();
        }, 3);
      } else if (area?.at) this.ring(x(area.at[0]), y(area.at[1]), 13, twice);
    } else if (chosen.kind === 'place') {
      const place = scene.places.find((one) => one.id === chosen.id);
      if (place) this.ring(x(place.x), y(place.y), place.radius + 6, twice);
    } else {
      const line = scene.lines.find((one) => one.id === chosen.id);
      if (!line) return;
      twice(() => {
        pen.beginPath();
        pen.moveTo(x(line.x1), y(line.y1));
        pen.lineTo(x(line.x2), y(line.y2));
        pen.stroke();
      }, 4);
      this.ring(x(line.x2), y(line.y2), 9, twice);
    }
  }

  private ring(x: number, y: number, radius: number, twice: (stroke: () => void, width: number) => void): void {
    twice(() => {
      this.pen.beginPath();
      this.pen.arc(x, y, radius, 0, 2 * Math.PI);
      this.pen.stroke();
    }, 2.5);
  }

  /** A bar of a round number of kilometres, and north. */
  private drawScale(): void {
    const { pen } = this;
    const perPixel = kKilometresPerUnit / this.view.scale;
    const most = perPixel * Math.min(140, this.width / 3);
    const power = 10 ** Math.floor(Math.log10(most));
    const length = ([5, 2, 1].find((one) => one * power <= most) ?? 1) * power;
    const pixels = length / perPixel;
    const [left, base] = [12, this.height - 12];
    const inks = this.printing ? kPaper : this.inks();
    pen.font = kFont;
    pen.textAlign = 'left';
    pen.textBaseline = 'alphabetic';
    const text = this.texts.kilometres(length);
    pen.globalAlpha = 0.85;
    pen.fillStyle = inks.ground;
    pen.fillRect(left - 6, base - 24, Math.max(pixels, pen.measureText(text).width) + 12, 30);
    pen.fillRect(this.width - 38, 6, 30, 42);
    pen.globalAlpha = 1;
    pen.strokeStyle = pen.fillStyle = inks.ink;
    pen.lineWidth = 2;
    pen.beginPath();
    pen.moveTo(left, base - 5);
    pen.lineTo(left, base);
    pen.lineTo(left + pixels, base);
    pen.lineTo(left + pixels, base - 5);
    pen.stroke();
    pen.fillText(text, left, base - 8);
    const middle = this.width - 23;
    pen.beginPath();
    pen.moveTo(middle, 10);
    pen.lineTo(middle + 7, 29);
    pen.lineTo(middle, 24);
    pen.lineTo(middle - 7, 29);
    pen.closePath();
    pen.fill();
    pen.textAlign = 'center';
    pen.fillText(this.texts.north, middle, 44);
  }

  private drawCross(): void {
    const { pen } = this;
    const [x, y] = [this.width / 2, this.height / 2];
    for (const [colour, width] of [[kHalo, 4], [kDark, 1.5]] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]] as const) {
        pen.moveTo(x + dx * 4, y + dy * 4);
        pen.lineTo(x + dx * 13, y + dy * 13);
      }
      pen.stroke();
    }
  }
}
