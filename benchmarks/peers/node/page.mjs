// What both peers need: a document without scripts and network, and the text of an element.

import { JSDOM, VirtualConsole } from "jsdom";

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE BR DD DIV DL DT FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 " +
    "H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TD TH TR UL").split(" "),
);

export function parse(html, url) {
  // By default jsdom runs no script and loads nothing.
  return new JSDOM(html, { url: url || undefined, virtualConsole: new VirtualConsole() });
}

// jsdom has no innerText, and textContent glues the words of two paragraphs together.
export function blockText(element) {
  let text = "";
  const visit = (node) => {
    if (node.nodeType === 3) text += node.data.replace(/\s+/g, " ");
    const block = BLOCKS.has(node.nodeName);
    if (block) text += "\n";
    node.childNodes.forEach(visit);
    if (block) text += "\n";
  };
  visit(element);
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .join("\n");
}
