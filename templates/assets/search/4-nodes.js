// Elements, and texts in which what was asked is marked.
function made(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const name of Object.keys(attributes)) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
}

function marked(parts) {
  return parts.map(([text, isHit]) => (isHit ? made("mark", {}, text) : text));
}
