// MiniSearch's index of the pages in a file: node minisearch.js pages.json site
const fs = require("fs");
const path = require("path");
const [source, site] = process.argv.slice(2);
const MiniSearch = require(path.join(process.env.NODE_PATH, "minisearch/dist/cjs/index.cjs"));
const options = require("./ask-minisearch.js").OPTIONS;

const search = new MiniSearch(options);
search.addAll(JSON.parse(fs.readFileSync(source, "utf8")).map((page) => Object.assign(page, { address: "trang/" + page.id + "/" })));
fs.writeFileSync(path.join(site, "index.json"), JSON.stringify(search));
fs.copyFileSync(path.join(process.env.NODE_PATH, "minisearch/dist/umd/index.js"), path.join(site, "minisearch.js"));
