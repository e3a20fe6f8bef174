"""Sentences of bom: what reading a workbook met. ``rows`` are Excel's row numbers, ``count`` how many of them."""

SENTENCES: dict[str, str] = {
    "section-row": "Headings between the lines, not lines ({count}): rows {rows}.",
    "total-row": "Totals and subtotals, not lines ({count}): rows {rows}.",
    "note-row": "Notes, not lines ({count}): rows {rows}.",
    "page-row": "Page numbers, not lines ({count}): rows {rows}.",
    "example-row": "Examples of how to fill the list in, not lines ({count}): rows {rows}.",
    "ghost-row": "Numbers that name nothing, left out ({count}): rows {rows}.",
    "charge-row": "Shipping, tax or discount, not parts ({count}): rows {rows}.",
    "unnamed-row": "A number but no name, so nothing can be said of the thing; left out ({count}): rows {rows}.",
    "wrapped-row": "Descriptions that go on below their line, read with it ({count}): rows {rows}.",
    "row-below": "Headings that may also go on with the description above them, read for both ({count}): below rows "
    "{rows}.",
    "above-table": "Said above the headings and taken as said of all {count} lines: {text}",
    "meaning-twice": "Columns {letters} were all set to {meaning}: {what}.",
    "hidden-sheet": "Sheet {sheet} is hidden and was left out ({filled} filled rows). Choose it in Import to read it.",
    "no-table": "No bill was found in sheet {sheet}.",
    "no-table-like": "Sheet {sheet} has no headings and was left out, but its columns look like those of the bill in "
    "sheet {other}: it may go on with it. Copy its lines below that bill, or the headings above them.",
    "table-beside": "Columns {letters} hold tables that are no part of the bill beside it, such as pivot tables; they "
    "are not read.",
    "no-header": "No row of headings was found; the columns were judged by their values alone. Check them in Import.",
    "error-cells": "Cells with an error such as #N/A, read as blank ({count}): rows {rows}.",
    "formula-unstored": "Cells with a formula whose result is not in the file, read as blank ({count}): rows {rows}. "
    "Open the workbook in Excel, let it compute, and save it.",
    "level-jump": "Lines that skip a level, so their parent is uncertain ({count}): rows {rows}. To mend it, give them "
    "the level of the line above plus one, or add the assembly that is missing between.",
    "level-missing": "Lines without a level, put beside the line before ({count}): rows {rows}. To mend it, write "
    "their level.",
    "orphan-line": "Lines whose parent is not in the table ({count}): rows {rows}. They stand at the top. To mend it, "
    "correct the parent, or add a line for it.",
    "missing-parent": "Lines whose parent is not in the table ({count}): rows {rows}. They stand at the top. Missing: "
    "{parents}. To mend it, correct the parent, or add a line for it.",
    "parent-loop": "Lines that would contain themselves; their parent was dropped ({count}): rows {rows}. To mend it, "
    "look which of the lines below them names them as its part, and correct one of the two parents.",
    "part-in-itself": "Lines whose part number stands above them in the same branch, so that the part would contain "
    "itself ({count}): rows {rows}. To mend it, correct the part number or the level of one of the two lines.",
    "quantity-twice": "Column {column} counts as the quantity of {count} lines; {others} could be one as well and is "
    "only kept as written. If another one holds, set it in Import.",
    "quantity-unread": "Quantities that can't be read as numbers, taken as not stated ({count}): rows {rows}.",
    "quantity-unit-differs": "Quantities whose cell or heading states another unit than their line, as \u201c3 "
    "kg\u201d beside pcs, taken as not stated ({count}): rows {rows}. Correct one of the two.",
    "quantity-per-many": "Column {column} states quantities for {per} of the product; they were divided by it "
    "({count}): rows {rows}. If they are for one, head it as \u201cQty\u201d.",
    "negative-quantity": "Quantities below nought, as of by-products or credits: kept as written and counted as "
    "nothing ({count}): rows {rows}.",
    "phantom-line": "Lines marked as phantoms: they are not made or stocked, their parts belong to the line above "
    "({count}): rows {rows}.",
    "not-fitted": "Lines marked as not fitted (DNP), kept with quantity 0 ({count}): rows {rows}.",
    "hidden-row": "Lines in rows that are hidden in the workbook, read like the others ({count}): rows {rows}.",
    "repeated-sheet": "{count} lines stand in sheet {other} too, with the same quantity, and count twice: rows {rows}. "
    "If the sheets are versions of one list, leave one out in Import.",
    "repeated-line": "Lines that name an item once more at the same place; their quantities add up ({count}): "
    "rows {rows}. Where one was entered twice, delete it.",
    "mark-not-closed": "A quotation mark is not closed; it is passed over and the lines below it are read as lines of "
    "their own ({count}): rows {rows}. Check these rows.",
    "mark-around-lines": "Cells in quotation marks over several lines that look like lines of the bill, read as one "
    "text ({count}): rows {rows}. If they are lines, delete the quotation marks.",
    "letters-lost": "Letters that can't be read, as of a file that was cut off or put together from several, shown as "
    "\ufffd ({count}): rows {rows}. What they name may go unseen: save the bill from Excel as .xlsx.",
    "encoding-guessed": "Nothing in the file says how its letters are written; they were read as {encoding}. If words "
    "look wrong, save it from Excel as .xlsx or as CSV UTF-8.",
    "rows-cut-off": "A row is repeated more often than can be read; what follows is cut off ({count}): from rows "
    "{rows} on. Delete the repeated rows below the bill, then save it.",
    "row-twice": "Rows that the file holds twice, of which only one can be shown ({count}): rows {rows}. Open the "
    "workbook in Excel, check these rows and save it.",
    "no-lines": "A table was found, but none of its rows is a line of a bill. Check the header row and the columns in "
    "Import.",
    "row-longer": "Lines with more cells than there are headings, as after a comma within a number or text ({count}): "
    "rows {rows}. What stands in them may be a column too far to the right. Check them, or save the bill from Excel as "
    ".xlsx.",
    "thousands-unclear": "Column {column}: numbers such as {text} that may be thousands or have three decimals, as "
    "nothing in the table tells its decimal mark ({count}): rows {rows}. State the decimal mark in Import.",
    "readers-differ": "Two ways of reading the file give different cells ({count}): check rows {rows}.",
    "part-number-reworded": "Part numbers that stand for differently worded things, kept apart ({count}): {parts}.",
    "code-became-date": "Column {column}: part numbers that Excel turned into dates ({count}): rows {rows}.",
    "code-became-exponent": "Column {column}: part numbers that Excel may have turned into round numbers, as 1E05 "
    "into 100000 ({count}): rows {rows}.",
    "code-became-digits": "Column {column}: long part numbers whose last digits Excel lost ({count}): rows {rows}.",
    "hs-unread": "Column {column}: customs codes that can't be read ({count}): rows {rows}.",
    "cas-unread": "Column {column}: CAS numbers that can't be read or whose check digit fails ({count}): rows {rows}.",
    "origin-unread": "Column {column}: origins that are no country we know ({count}): rows {rows}.",
    "site-country-unread": "Column {column}: sites in no country we know ({count}): rows {rows}.",
    "supplier-share-unread": "Column {column}: shares of suppliers that can't be read ({count}): rows {rows}.",
    "source-status-unread":
        "Column {column}: statuses of sources that can't be read ({count}), taken for approved: rows {rows}.",
    "mass-unread": "Column {column}: masses without unit, or that can't be read ({count}): rows {rows}.",
    "stock-unread": "Column {column}: stocks that can't be read ({count}): rows {rows}.",
    "annual-use-unread": "Column {column}: annual uses that can't be read ({count}): rows {rows}.",
    "receipts-weekly-unread": "Column {column}: weekly receipts that can't be read ({count}): rows {rows}.",
    "lead-time-unread": "Column {column}: lead times without unit, or that can't be read ({count}): rows {rows}.",
    "recovery-unread": "Column {column}: times to recover without unit, or that can't be read ({count}): rows {rows}.",
    "content-unread": "Column {column}: declared contents that can't be read ({count}): rows {rows}.",
    "content-of-another": "Column {column}: its heading says more than an element and its share (another revision, a "
    "target, a coating, a cost), so it may not tell what the part holds ({count}): rows {rows}. Its shares count as a "
    "hint and clear nothing. If it does, head it as \u201cDy %\u201d.",
    "content-of-several": "Column {column}: its heading names several elements or a group of them, so it does not "
    "tell what the part holds of each ({count}): rows {rows}. Its shares count as a hint and clear nothing. To declare "
    "them, give each element a column, as \u201cDy %\u201d.",
    "content-twice": "Column {column}: another column of the same line declares another content of the same element "
    "({count}): rows {rows}. Anything between the two counts. Correct one of them.",
    "content-contradicted": "Lines of the same thing that declare contents which can't both be true ({count}: "
    "{parts}): rows {rows}. Anything between them counts. Ask the supplier which one holds.",
    "nought-of-another-make": "Things of which one line declares a share of nought and another says nothing, though it "
    "may be of another make ({count}: {parts}): rows {rows}. It is set aside and clears none of them. If it holds of "
    "all, declare it on each line.",
    "content-without-unit": "Column {column}: contents up to 1 without unit, taken as anything from a percentage to a "
    "fraction ({count}): rows {rows}.",
    "price-unread": "Column {column}: prices that can't be read ({count}): rows {rows}.",
    "price-twice": "Column {column} counts as the price of {count} lines; {others} could be one as well and is only "
    "kept as written. If another one holds, set it in Import.",
    "total-contradicted": "Column {column}: totals ten times price by quantity and more, or a tenth of it and less "
    "({count}): rows {rows}. Check whether the prices in {price} are for several pieces, and in Import which column "
    "is the price.",
    "price-scale-unclear": "Column {column}: prices that may be for several pieces or in other parts of a currency, as "
    "its heading or number format is not plain, so they are not read ({count}): rows {rows}. State in Import for how "
    "many pieces they are, or head the column as \u201cPrice EUR\u201d or \u201cPrice EUR per 100\u201d.",
    "currency-krona": "Column {column}: prices in kr that do not say of which country, taken as Swedish kronor (SEK) "
    "({count}): rows {rows}. If they are Norwegian, Danish or Icelandic, state NOK, DKK or ISK in Import.",
    "currency-dollar": "Column {column}: prices in $ that do not say of which country, taken as US dollars (USD), "
    "as nothing in the sheet names others ({count}): rows {rows}. If they are others, state CAD, AUD, TWD or which "
    "they are in Import.",
    "currency-yuan": "Column {column}: prices in \u00a5, the sign of yuan and of yen, taken as yuan (CNY), as no "
    "Japanese stands in the table ({count}): rows {rows}. If they are yen, state JPY in Import.",
    "currency-yen": "Column {column}: prices in \u00a5, the sign of yen and of yuan, taken as yen (JPY), as Japanese "
    "stands in the table ({count}): rows {rows}. If they are yuan, state CNY in Import.",
    "currency-unknown": "Column {column}: prices without a currency ({count}): rows {rows}. State one in Import.",
}
