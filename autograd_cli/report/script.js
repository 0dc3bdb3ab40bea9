"use strict";
// Draws the curves anew from the numbers in the page, as the reader chooses them. Without it the
// page has them as they were drawn when it was made.
(() => {
  const LEFT = 56, RIGHT = 12, TOP = 10, BOTTOM = 38;
  const DECADES = 6, FARTHEST = 1e250, MARKS = 6, COLOURS = 8, SHAPES = 8;
  const NAMES = { epoch: "epoch", step: "step", seconds: "seconds of training" };

  const data = JSON.parse(document.getElementById("curve-data").textContent);
  const form = document.getElementById("controls");
  if (!form) return;
  const alone = data.runs.length === 1;
  const HEIGHT = data.runs.length > 8 ? 420 : 280;

  // A column is a list of numbers, or says how they follow from each other.
  const column = (told) =>
    Array.isArray(told)
      ? told.map((v) => (v === null ? NaN : Number(v)))
      : Array.from({ length: told.n }, (_, i) => told.from + i * told.by);
  const columns = new Map();
  const values = (run, source, name) => {
    const key = `${run} ${source} ${name}`;
    if (!columns.has(key)) columns.set(key, column(data.runs[run].tables[source][name]));
    return columns.get(key);
  };

  const element = (name, attributes = {}, text = "") => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    return made;
  };
  const say = (value) => {
    if (Number.isNaN(value)) return "–";
    if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
    return String(Number(value.toPrecision(6))).replace("-", "−").replace("e+", "e");
  };
  const fits = (value, log) => Math.abs(value) <= FARTHEST && (!log || value > 1 / FARTHEST);

  // The same axis as that of the drawings that were in the page before.
  const axis = (low, high, { log = false, whole = false, tight = false, count = 5 } = {}) => {
    if (!(low <= high)) [low, high, log] = [0, 1, false];
    const ticks = [];
    if (log) {
      if (low === high) [low, high] = [low / 2, high * 2];
      const first = Math.ceil(Math.log10(low) - 1e-9), last = Math.floor(Math.log10(high) + 1e-9);
      const every = Math.max(1, Math.ceil((last - first) / DECADES));
      for (let p = first; p <= last; p += every) ticks.push(Number(`1e${p}`));
      if (ticks.length < 2) ticks.splice(0, 1, low, high);
    } else {
      const size = Math.max(Math.abs(low), Math.abs(high));
      if (high - low <= Math.max(1e-12 * size, 1 / FARTHEST)) {
        const half = (low || high ? Math.max(Math.abs(low), 1 / FARTHEST) : 1) / 2;
        [low, high] = [low - half, high + half];
      }
      if (!tight && low > 0 && high > 3 * low) low = 0;
      const rough = high / count - low / count;
      const power = 10 ** Math.floor(Math.log10(rough));
      const nice = [1, 2, 5, 10].find((m) => m * power >= 0.999 * rough) * power;
      const step = Math.max(whole ? 1 : 0, nice);
      for (let i = Math.ceil(low / step - 1e-9); i <= Math.floor(high / step + 1e-9); i++) {
        ticks.push(i * step);
      }
    }
    const scale = log ? Math.log10 : (v) => v;
    const [from, to] = [scale(low), scale(high)];
    return { ticks, place: (v) => (scale(v) - from) / (to - from) };
  };

  // The place in sorted numbers of the one that is nearest to a value.
  const nearest = (sorted, value) => {
    let low = 0, high = sorted.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low > 0 && value - sorted[low - 1] <= sorted[low] - value ? low - 1 : low;
  };

  class Chart {
    constructor(figure, told) {
      this.told = told;
      this.figure = figure;
      this.box = figure.querySelector(".drawing");
      this.slider = figure.querySelector(".slider input");
      this.log = figure.querySelector(".scale input");
      this.output = figure.querySelector("output");
      this.position = null;
      this.about = this.box.querySelector("svg").getAttribute("aria-label");
      for (const part of figure.querySelectorAll("[hidden]")) part.hidden = false;
      this.lines = told.lines.map((line, i) => ({
        ...line,
        cell: figure.querySelector(`[data-line="${i}"]`),
        y: values(line.run, told.source, line.column),
      }));
      this.log.addEventListener("change", () => this.draw());
      this.slider.addEventListener("input", () => this.show(Number(this.slider.value)));
      this.box.addEventListener("pointermove", (event) => this.point(event));
      this.box.addEventListener("pointerdown", (event) => {
        this.point(event);
        if (event.pointerType === "mouse") {
          event.preventDefault();
          this.slider.focus({ preventScroll: true });
        }
      });
      this.box.addEventListener("pointerleave", () => this.stand_out(null));
    }

    choose(choice) {
      this.across = choice.across;
      for (const line of this.lines) {
        line.shown =
          choice.runs.has(line.run) && (!line.part || !choice.parts || choice.parts.has(line.part));
        line.x = values(line.run, this.told.source, this.across);
        const row = line.cell.parentElement;
        line.cell.classList.toggle("off", !line.shown);
        row.hidden = alone ? !line.shown : !choice.runs.has(line.run);
      }
      const seen = new Set();
      for (const line of this.lines) if (line.shown) for (const x of line.x) seen.add(x);
      seen.delete(NaN);
      const stays = this.position !== null && !this.at_end && this.chosen === this.across;
      const kept = stays ? this.places[this.position] : null;
      this.places = Float64Array.from(seen).sort();
      this.chosen = this.across;
      this.slider.max = Math.max(0, this.places.length - 1);
      this.position = null;
      this.draw();
      const last = this.places.length - 1;
      if (last >= 0) this.show(kept === null ? last : nearest(this.places, kept), kept === null);
      else this.clear();
    }

    draw() {
      const width = Math.max(240, Math.round(this.box.clientWidth) || 640);
      this.width = width;
      const log = this.log.checked;
      let low = Infinity, high = -Infinity;
      for (const line of this.lines) {
        if (!line.shown) continue;
        for (const y of line.y) {
          if (fits(y, log)) {
            if (y < low) low = y;
            if (y > high) high = y;
          }
        }
      }
      const [first, last] = [this.places[0], this.places[this.places.length - 1]];
      const whole = this.across !== "seconds";
      const across = axis(first, last, { whole, tight: true, count: width < 420 ? 4 : 8 });
      const up = axis(low, high, { log });
      const room = [width - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
      this.x_of = (x) => LEFT + across.place(x) * room[0];
      this.y_of = (y) => (fits(y, log) ? HEIGHT - BOTTOM - up.place(y) * room[1] : NaN);
      const svg = element("svg", {
        viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": this.about,
      });
      this.frame(svg, across, up, width);
      this.marks = element("g", {});
      for (const line of this.lines) {
        line.path = line.shown ? this.line(line, svg) : null;
      }
      this.cross = element("path", { class: "cross" });
      svg.append(this.cross, this.marks);
      this.box.replaceChildren(svg);
      if (this.position !== null) this.mark();
    }

    frame(svg, across, up, width) {
      const bottom = HEIGHT - BOTTOM;
      for (const value of up.ticks) {
        const y = this.y_of(value);
        svg.append(
          element("path", { class: "grid", d: `M${LEFT} ${y}H${width - RIGHT}` }),
          element("text", { x: LEFT - 8, y: y + 4, "text-anchor": "end" }, say(value)),
        );
      }
      for (const value of across.ticks) {
        const x = this.x_of(value);
        svg.append(
          element("path", { class: "grid", d: `M${x} ${bottom}v4` }),
          element("text", { x, y: bottom + 18, "text-anchor": "middle" }, say(value)),
        );
      }
      const end = { class: "axis", x: width - RIGHT, y: HEIGHT - 4, "text-anchor": "end" };
      svg.append(element("text", end, NAMES[this.across]));
    }

    // Of more points than pixels the first, lowest, highest and last of each pixel.
    line(line, svg) {
      const pieces = [];
      const n = line.x.length, dense = n > 2 * this.width;
      let pen = false, at = null, group = [];
      const put = (i) => {
        const y = this.y_of(line.y[i]);
        if (Number.isNaN(y) || Number.isNaN(line.x[i])) pen = false;
        else {
          pieces.push(`${pen ? "L" : "M"}${this.x_of(line.x[i]).toFixed(1)} ${y.toFixed(1)}`);
          pen = true;
        }
      };
      const flush = () => {
        if (group.length > 4) {
          const by = (better) => group.reduce((a, b) => (better(line.y[b], line.y[a]) ? b : a));
          const kept = [group[0], by((b, a) => b < a), by((b, a) => b > a), group.at(-1)];
          group = [...new Set(kept)].sort((a, b) => a - b);
        }
        group.forEach(put);
        group = [];
      };
      for (let i = 0; i < n; i++) {
        if (!dense) {
          put(i);
          continue;
        }
        const pixel = Math.round(this.x_of(line.x[i]));
        if (pixel !== at) flush();
        at = pixel;
        group.push(i);
      }
      flush();
      if (pieces.length === 1) pieces.push("h.1");
      const colour = alone ? `of-${line.part || "train"}` : `c${line.run % COLOURS}`;
      const name = `line ${colour} ${line.part || "train"}`;
      const path = element("path", { class: name, d: pieces.join("") });
      svg.append(path);
      line.colour = colour;
      if (!alone) this.marked(line, colour, svg);
      return path;
    }

    // Some marks along the line, at other places for each run.
    marked(line, colour, svg) {
      const shape = (line.run + Math.floor(line.run / COLOURS)) % SHAPES;
      const n = line.x.length, count = Math.min(n, MARKS);
      for (let k = 0; k < count; k++) {
        const i = Math.floor(((k + ((line.run * 0.37 + 0.5) % 1)) * n) / count);
        const y = this.y_of(line.y[i]);
        if (!Number.isNaN(y) && !Number.isNaN(line.x[i])) {
          const x = this.x_of(line.x[i]);
          svg.append(element("use", { href: `#mark-${shape}`, class: colour, x, y }));
        }
      }
    }

    point(event) {
      if (!this.places.length) return;
      const box = this.box.firstElementChild.getBoundingClientRect();
      const left = ((event.clientX - box.left) * this.width) / box.width;
      const top = ((event.clientY - box.top) * this.width) / box.width;
      const [first, last] = [this.places[0], this.places[this.places.length - 1]];
      const [from, to] = [this.x_of(first), this.x_of(last)];
      const x = to > from ? first + ((left - from) / (to - from)) * (last - first) : first;
      this.show(nearest(this.places, x));
      let best = null, distance = 24;
      for (const line of this.lines) {
        if (line.shown && line.spot && Math.abs(line.spot[1] - top) < distance) {
          [best, distance] = [line, Math.abs(line.spot[1] - top)];
        }
      }
      this.stand_out(this.lines.length > 2 ? best : null);
    }

    // The line that is nearest to the pointer, and its row.
    stand_out(chosen) {
      for (const line of this.lines) {
        if (!line.path) continue;
        line.path.classList.toggle("near", line === chosen);
        line.path.classList.toggle("far", chosen !== null && line.run !== chosen.run);
        if (!alone) line.cell.parentElement.classList.toggle("near", line.run === chosen?.run);
      }
    }

    // The values of all lines at one of the places across.
    show(position, at_end = false) {
      this.position = position;
      this.slider.value = position;
      const x = this.places[position];
      const told = [];
      for (const line of this.lines) {
        line.spot = null;
        line.at = -1;
        if (!line.shown) {
          line.cell.textContent = "";
          continue;
        }
        const sorted = line.x;
        const last = sorted.length - 1;
        // A run that has ended before, or has not begun, says nothing of this place.
        const i = nearest(sorted, x);
        const inside = at_end || sorted[i] === x || (x > sorted[0] && x < sorted[last]);
        if (inside) line.at = at_end ? last : i;
        const value = line.at < 0 ? NaN : line.y[line.at];
        line.cell.textContent = line.at < 0 ? "–" : say(value);
        if (line.at >= 0) told.push(this.words(line, value));
      }
      const place = at_end ? "at the end" : `${this.across} ${say(x)}`;
      this.output.textContent = place;
      this.slider.setAttribute("aria-valuetext", `${place}: ${told.slice(0, 8).join(", ")}`);
      this.at_end = at_end;
      this.mark();
    }

    words(line, value) {
      const whose = alone ? "" : `${data.runs[line.run].label} `;
      return `${whose}${data.parts[line.part] || ""} ${say(value)}`.trim();
    }

    clear() {
      this.output.textContent = "nothing is shown";
      this.slider.setAttribute("aria-valuetext", "nothing is shown");
      for (const line of this.lines) line.cell.textContent = "";
    }

    mark() {
      const dots = [];
      for (const line of this.lines) {
        if (line.at >= 0 && line.shown) {
          const [x, y] = [this.x_of(line.x[line.at]), this.y_of(line.y[line.at])];
          if (Number.isNaN(x + y)) continue;
          line.spot = [x, y];
          if (!this.at_end) {
            dots.push(element("circle", { class: `dot ${line.colour}`, cx: x, cy: y, r: 4 }));
          }
        }
      }
      const x = this.x_of(this.places[this.position]);
      this.cross.setAttribute("d", this.at_end ? "" : `M${x} ${TOP}V${HEIGHT - BOTTOM}`);
      this.marks.replaceChildren(...dots);
    }
  }

  const charts = data.charts.map(
    (told, i) => new Chart(document.getElementById(`chart-${i}`), told),
  );
  const ticked = (name) =>
    new Set([...form.querySelectorAll(`[name="${name}"]:checked`)].map((input) => input.value));
  const choose = () => {
    const parts = form.querySelector('[name="part"]') ? ticked("part") : null;
    const runs = alone ? new Set([0]) : new Set([...ticked("run")].map(Number));
    const [across] = ticked("across");
    for (const chart of charts) chart.choose({ runs, parts, across });
  };
  form.addEventListener("change", choose);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-runs]")) {
    button.addEventListener("click", () => {
      for (const input of form.querySelectorAll('[name="run"]')) {
        input.checked = button.dataset.runs === "all";
      }
      choose();
    });
  }
  form.hidden = false;
  choose();

  let asked = 0;
  addEventListener("resize", () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => charts.forEach((chart) => chart.draw()));
  });

  // On paper nothing can be opened.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
})();
