// Long titles on small tabs.
const MOST = 4;

// The first thing that a section's title names, in at most four characters: "食材采购" of "食材采购与入库分人管理".
export const shortTitle = (title) => [...title.trim().split(/[与和及、，,（(]/)[0]].slice(0, MOST).join("") || title;
