"""Sentences of report."""

SENTENCES: dict[str, str] = {
    "notice-assumption": "Assumed, not published: {assumption}.",
    "notice-unverified":
        "Texts unverified since {since}: {texts}, {count} of them with entries: {ids}. An announced end has passed and "
        "no later text was found. Check these texts before you rely on a finding, or lay an assumption over them.",
    "notice-stale": "Rule files last compared with their texts more than 90 days before the as-of date: {ids}.",
    "notice-own-rules": "Rule files of your own, not shipped with the program, were used: {ids}.",
    "notice-known-by": "Only texts published by {day} were used.",
    "notice-advice": "This is not legal advice.",
    "verdict-none-found": "none found. Nothing in the texts of the line names a rare earth, which is no proof of none.",
    "report-title": "Rare earths and export controls: risk report",
    "report-category": "Export control",
    "logo-of": "Logo of {firm}",
    "basis-firm": "{firm}.",
    "basis": "{name}, judged by the law of {day}; rules {rules}.",
    "basis-known-by": "Only what was published by {day} is taken into account.",
    "basis-assumed": "Assumed, not published: {assumptions}.",
    "basis-assumed-none": "No text of the law is assumed to be other than published.",
    "trade-whole": "End use: {end_use}; destination: {destination}; end user: {user}.",
    "trade-not-stated": "not stated",
    "trade-apart": "Apart from that: {products}.",
    "trade-more": "; and {count} products more",
    "trade-to": "to {destination}",
    "trade-for": "for {user}",
    "trade-civil-assumed": "Where no end use is stated, ordinary civil use is assumed.",
    "summary-figures": "Figures",
    "summary-worst": "Items to look at first",
    "decide-licences":
        "To decide: who applies. In need of a licence now: {lines}, {spend} behind. {applies} The sheet "
        "Licences says for what, with which papers.",
    "decide-cover":
        "To decide: stock or another source. Used up before the median licence wait of {days} days: {names} "
        "({count} in all). See Cover and What-if.",
    "decide-facts":
        "To decide: whom to ask. Undetermined: {lines}, {spend} behind. First: {fact}.",
    "decide-upstream":
        "To watch: {lines} of items that no entry in force catches themselves, and that hold or may hold a listed "
        "material. Their makers may need licences; the sheet Findings has them as upstream.",
    "decide-denied":
        "Decided: no rare earth in {items} ({lines}), as a person decided: {names}. They are in no list "
        "of work; the sheet Lines has decision, reviewer and reason, the figures below count them by the text.",
    "decide-denied-against":
        "Of them controlled by what the bill states: {count}; check the reason before you rely on it.",
    "behind-title": "Lines behind the figures",
    "behind-note":
        "Where links that say a number of lines lead to: the lines that a figure counts, one group below the other; "
        "the filter shows one alone. Each leads on to its row in Lines.",
    "behind-more": "… and {count} more: filter the sheet Lines",
    "behind-fact": "Missing: {fact}",
    "behind-element": "Element {element}",
    "behind-licence": "Licence under {control}: {treatment}",
    "behind-lacking": "Not stated: {what}",
    "decide-nothing": "No line needs a licence or is undetermined by the entries weighed on this day.",
    "spend-unknown": "no spend stated",
    "spend-of": "{money} {period}",
    "period-year": "a year",
    "period-product": "per product",
    "use-stated": "stated in the bill or set for the product",
    "summary-status": "Lines and spend by status",
    "summary-questions": "What to ask first",
    "summary-stops": "Who stops first",
    "summary-wait": "Stock and receipts against a licence wait. {basis}",
    "summary-not-stated": "What the bill does not state, for items that an entry catches",
    "figure-lines": "Lines of the bill",
    "figure-licence-required": "Lines that need a licence",
    "figure-licence-spend": "Spend {period} behind them",
    "figure-undetermined": "Lines undetermined: a named fact is missing",
    "figure-undetermined-spend": "Spend {period} behind them",
    "figure-denied": "Undetermined by the text, decided by a person: no rare earth",
    "figure-wakes-up": "Lines caught only by suspended or unverified entries",
    "figure-defence": "Lines of a material of interest to defence",
    "figure-semiconductor": "Lines of a material of interest to chip making",
    "figure-stated": "{figure}, or for it ({lines} stated)",
    "interest-stated": "stated use",
    "interest-material": "material",
    "figure-single-source": "Lines with a single source",
    "figure-shortest-cover": "Shortest cover of an item that needs a licence",
    "figure-evidence-share": "Share of spend judged on evidence",
    "figure-decided-share": "Share of spend decided on a person's word, no evidence given",
    "who-supplier": "supplier (declaration or assay)",
    "who-engineering": "own engineering",
    "who-purchasing": "own purchasing",
    "who-sales": "own sales or logistics",
    "who-lawyer": "a lawyer who reads the text",
    "who-export-control": "own export control (to apply)",
    "who-decided": "{who} (who decided on it)",
    "mass-unknown": "mass of {name} not known",
    "whole-list": "The list itself",
    "chart-spend": "Spend {period} by status and force",
    "chart-lines": "Lines by status and force (the bill states no prices)",
    "chart-lines-no-currency": "Lines by status and force (the bill states prices without a currency)",
    "chart-elements": "Spend on items whose status hangs on the element",
    "register-title": "Line register of {name}",
    "register-note":
        "One row for each line of the bill. Sheet and Row say where it stands in the workbook. Masses are grams"
        " in one piece: low, best, high. Money is in {currency}, money and quantities "
        "are {period}. The finding shown is the worst, what is in "
        "force first; the sheet Findings has all of them.",
    "findings-title": "Findings",
    "findings-note":
        "One row for each item and entry that was weighed. Upstream: the item itself is not listed, a material "
        "inside it is, and the exposure lies with the maker.",
    "items-title": "Items with rare earths",
    "items-note":
        "Items that hold or may hold rare earths, or that an entry catches. Quantities and grams are for "
        "{period}, through all levels of the bill.",
    "exposure-title": "Exposure",
    "exposure-note":
        "Money is in {currency}. What hangs on an element is the spend on items that an entry catches, or may catch, "
        "because of it; an item that hangs on several stands under each.",
    "exposure-per-product": "The bill states no yearly volume: all quantities are for one product.",
    "exposure-per-year": "Quantities are for one year.",
    "exposure-rates": "Currency rates of {day}.",
    "cover-title": "Cover against the licence wait",
    "sources-unknown": "The bill states no {by} or no spend for items that hold a rare earth: concentration is not "
    "known.",
    "cover-counts": "Undetermined items and entries of unverified force count as if a licence were needed. Items of "
    "unknown cover are in no probability: they can only add to it.",
    "cover-scenario":
        "{scenario}: licence wait median {median} days, 90 % within {p90} days, approval {approval} per "
        "application ({basis}, {as_of}). {trials} trials, seed {seed}, standard error {error}.",
    "outages-title": "Outages: what each would stop, and when",
    "outages-none": "Without a baseline scenario no length of an outage is known.",
    "outages-nothing": "The bill names no supplier, country or announcement behind an item that holds a rare earth.",
    "outages-how": "Each outage lasts {days} days, as the licence wait does in one case of ten. Sources that are left "
    "go on with what they deliver now. Items of unknown stock or use are in no figure: they can only make it worse.",
    "outage-supplier": "supplier", "outage-country": "country of make",
    "outage-processing country": "refining, below tier 1", "outage-licence": "licences not granted",
    "outage-not-known": "not known", "outage-endless": "does not run out", "outage-survived": "survived",
    "outage-stops": "stops",
    "sources-title": "Sources and concentration",
    "sources-concentration":
        "{basis} HHI {hhi} of 10,000, as if there were {effective} equal sources; {rest} remain "
        "without the largest.",
    "sources-limit":
        "Above {limit} the EU's Critical Raw Materials Act (article 5) speaks of dependence on one third country: of "
        "the Union's use of one material at one stage.",
    "sources-rest": "not stated",
    "issues-title": "Problems in the data",
    "issues-note": "{lines} lines were taken from the workbook, {left_out} rows were left out.",
    "method-title": "Method, data and limits",
    "method-read":
        "Reading: tables, headings and the meaning of columns are found from their words and values; what was "
        "understood is listed below, what was left out is on the sheet Issues.",
    "method-identify":
        "Identification: the words of each line are compared with a list of materials, magnet grades and part "
        "families; look-alikes cancel a call. Declared content counts more than a grade, a grade more than a "
        "family. A customs code alone never decides.",
    "method-classify":
        "Classification: each entry asks for elements, form, origin and end use. An entry applies as its state "
        "on the as-of date says: not yet, in force, suspended, unverified or repealed.",
    "method-certainty":
        "A line is undetermined where a fact is missing that the entry asks for; it is never shown as clear. "
        "Ranges come from grades and part families and are no declaration by a supplier.",
    "method-exposure":
        "Exposure: quantities are multiplied along each path of the bill and summed over paths; alternatives "
        "name sources and never add up. Spend is quantity times unit price, in one currency.",
    "method-cover":
        "Cover: stock and firm receipts over daily use, compared with a licence wait drawn from a lognormal "
        "distribution; a refusal is followed by another application. Same seed, same numbers.",
    "method-decision": "Decisions of people stand beside the findings and never replace them.",
    "not-modelled-other-laws":
        "Of other countries' law only DFARS 252.225-7052, 10 USC 4872 and the EU's Critical Raw Materials Act are "
        "looked at; their export controls, sanctions, customs duties and national security reviews are not.",
    "not-modelled-end-user":
        "Whether a party stands on a control list is taken from what you state. Names are compared only with lists "
        "that you bring, and a likeness is no verdict.",
    "not-modelled-licences":
        "Licences held count only as the licence log states them; one that is not in it is not deducted.",
    "not-modelled-tiers":
        "Suppliers of suppliers are seen only as far as the bill, declarations or public shares tell.",
    "not-modelled-prices": "Price rises in a shortage and penalties for late delivery are not part of the figures.",
    "not-modelled-technology": "Technology, drawings and services transferred outside the bill are not seen.",
    "not-modelled-repairs": "Temporary exports, repairs and returns under their own procedures are not told apart.",
    "annotate-heading": "{heading} (Ytterby)",
    "annotate-file": "{name} - annotated as of {day}",
    "annotate-basis": "Ytterby {program}, law of {day}, rules {rules}. {notices}",
    "annotate-values-only":
        "{name} is in a format that can't be added to: the copy is a new .xlsx with the values of all its sheets; "
        "formulas, formats, widths, comments, pictures and macros are not in it.",
    "annotate-not-encrypted": "The copy is not encrypted: whoever has it can open it without the password.",
    "annotate-signature": "The copy is no longer covered by the digital signature of the workbook.",
    "annotate-table":
        "The workbook holds Excel tables, which stay as they are: sorting one does not move the columns added beside "
        "it. The column “Line judged” shows where a line was moved.",
    "annotate-turned":
        "Sheet “{sheet}” stands on its side (headings run down a column); it got no columns, see the report.",
    "annotate-side-by-side":
        "Sheet “{sheet}” has up to {count} lines side by side in one row; it got no columns, see the report.",
    "what-if-title": "Scenarios with live formulas",
    "what-if-note":
        "Change a framed blue figure and the rest follows. Cover is stock over use less receipts. The probability "
        "counts one review: further applications after a refusal can only lower it, the sheet Cover has what trials "
        "give. Days to hold are those that outlast the wait in 95 of 100 trials; other sources that start later are "
        "not in these formulas.",
    "brief-title": "Rare earths and export controls: brief",
    "brief-foot": "Ytterby {program}; law of {day}; workbook {workbook}; rules {rules}; seed {seed}",
    "brief-colours":
        "Orange-red: controlled; yellow: undetermined. An item that hangs on several elements is in the bar of each.",
    "brief-sources": "Sources by {by}",
    "brief-limits":
        "A line is undetermined where a fact is missing; it is never shown as clear. Of other countries' law only "
        "DFARS 252.225-7052, 10 USC 4872 and the EU's Critical Raw Materials Act are looked at, in the report; "
        "sanctions and duties are not assessed. The report (.xlsx) holds every line with clause, evidence and source.",
    "licences-title": "Licence worklist",
    "licences-note":
        "One row for each end use and entry in force, or of unverified force, that catches or may catch what is "
        "bought. The exporter in China applies; under announcement 61, which is about goods sent on, whoever exports "
        "from outside China. State, clock and quantities are those of your licence log; the oldest "
        "date of several stands there.",
    "licence-to-prepare": "to prepare",
    "licence-facts-first": "facts missing first",
    "licences-papers": "Documents usually asked for",
    "licences-papers-note":
        "What exporters report having to bring; the authority may ask for more. Chinese translations are usual.",
    "end-use-not-stated": "not stated: ordinary civil use assumed",
    "paper-form": "Application form",
    "paper-form-who": "exporter",
    "paper-identity": "Identity papers of the applicant's representative",
    "paper-identity-who": "exporter",
    "paper-contract": "Contract, order or agreement",
    "paper-contract-who": "both",
    "paper-specification": "Technical specification or test report of the goods",
    "paper-specification-who": "exporter",
    "paper-end-user": "Importer and end user: company profile, line of business, past orders",
    "paper-end-user-who": "end user",
    "paper-end-use": "End-user and end-use certificate, with a Chinese translation",
    "paper-end-use-who": "end user",
    "paper-product": "Where the material sits: pictures or drawings of the finished product and its production",
    "paper-product-who": "end user",
    "paper-history": "For a general licence: internal compliance programme and record of licences used",
    "paper-history-who": "exporter",
    "article-24-title": "Risk assessment in the shape of article 24",
    "article-24-note":
        "For large firms that use strategic raw materials: where they are mined, processed and recycled, what could "
        "disturb supply, how vulnerable the firm is, and what it does about it. Shares are of the world and no "
        "statement about your supplier. Whether the firm is bound is for counsel to say.",
    "magnet-origin-title": "Origin of magnets",
    "magnet-origin-note":
        "Every item with a samarium-cobalt or neodymium magnet. An origin of the item says nothing of where the "
        "magnet was melted or its material mined: these stay open until the supplier states them.",
    "magnet-origin-ask":
        "countries of mining, refining, separation, melting and production of the magnet (supplier's declaration)",
    "kept-plans-title": "Plans kept side by side",
    "kept-plans-note":
        "Each plan as it was found, for its scenario, on its day and within its limits; the bill or the law may have "
        "changed since. Costs are of all weeks planned for, on fresh trials; the worst tenth is their mean.",
    "kept-plan-not-judged": "not judged",
    "kept-plan-nobody": "nobody",
    "kept-plan-no-limit": "no limit",
    "kept-plan-as-stated": "as stated per product",
    "kept-plan-gone": "no longer in the bill",
    "plan-title": "Stock and sourcing plan",
    "plan-note":
        "What to buy now and whom to qualify so that the expected cost of stops, stock and other sources is least "
        "within the limits given. Framed pieces can be changed and the money follows; other figures are the plan's.",
    "plan-status": "Search: {status}, on {scenarios} scenarios over {weeks} weeks.",
    "plan-stock": "Stock to buy now",
    "plan-sources": "Sources to qualify",
    "plan-judged": "Judged on trials the plan was not made for",
    "plan-with": "with the plan",
    "plan-without": "buying and qualifying nothing",
    "plan-bindings": "What holds the plan back",
    "plan-left-out": "Not in the plan",
    "questionnaires-none":
        "No questionnaire was written: no item that is not decided upon holds or may hold a rare earth.",
    "questionnaires-title": "Questionnaires to suppliers",
    "questionnaires-note":
        "Suppliers of items that hold or may hold rare earths or that an entry may catch, beside the forms found in "
        "the folder of forms. A form counts as answered where every part has an answer and it is signed and dated.",
    "questionnaire-nobody": "supplier not stated",
    "questionnaire-declaration": "Who answers",
    "questionnaire-parts": "Parts: one row each. Framed cells are yours.",
    "questionnaire-choose": "Please choose from the list.",
    "questionnaire-title-en": "Rare earths in the parts you supply",
    "questionnaire-text-en":
        "China controls the export of certain rare earths and of goods that hold them. Please fill in the sheets "
        "Declaration and Product List: for each part, whether it contains rare earths, how much of which element, "
        "where the material comes from, and whether a licence is held. Write “not known” where you do not know; do not "
        "guess. Percentages are of the mass of the material named, not of the whole part. Please do not change the "
        "reference in the last column, and send the file back as .xlsx.",
    "questionnaire-title-de": "Seltene Erden in den Teilen, die Sie liefern",
    "questionnaire-text-de":
        "China kontrolliert die Ausfuhr bestimmter Seltener Erden und von Gütern, die sie enthalten. Bitte füllen Sie "
        "die Blätter „Declaration“ und „Product List“ aus: je Teil, ob es Seltene Erden enthält, wie viel von welchem "
        "Element, woher das Material stammt und ob eine Lizenz vorliegt. Wählen Sie „not known“, wo Sie es nicht "
        "wissen; bitte nicht schätzen. Prozente beziehen sich auf die Masse des genannten Materials, nicht des Teils. "
        "Bitte ändern Sie die Referenz in der letzten Spalte nicht und senden Sie die Datei als .xlsx zurück.",
    "questionnaire-title-zh": "贵公司所供零件中的稀土",
    "questionnaire-text-zh":
        "中国对部分稀土及含有稀土的物项实施出口管制。请填写“Declaration”和“Product List”两张工作表:"
        "逐项说明零件是否含有稀土、各元素含量、材料来源,以及是否持有出口许可证。不清楚时请选择“not known”,请勿猜测。"
        "百分比指所填材料的质量分数,而非整个零件。请勿更改最后一列的编号,并以 .xlsx 格式发回。",
    "questionnaire-title-ja": "ご納入部品に含まれるレアアースについて",
    "questionnaire-text-ja":
        "中国は一部のレアアースおよびそれを含む物品の輸出を管理しています。"
        "「Declaration」と「Product List」の各シートに"
        "ご記入ください。"
        "部品ごとに、レアアースの有無、元素別の含有率、材料の原産地、輸出許可の有無をお答えください。"
        "不明な場合は「not known」を選び、推測はご遠慮ください。"
        "百分率は部品全体ではなく、記載した材料の質量に対する値です。"
        "最後の列の参照番号は変更せず、.xlsx のままご返送ください。",
    "answer-why": "Answer in {form}. {words}",
    "answer-unsigned": "The form names nobody who answers, or no date (YYYY-MM-DD); none of its answers is taken.",
    "answer-needs-masses":
        "Shares of the material are taken once the mass of the material and of the part are stated; they stand in the "
        "words of the answer alone.",
    "answer-not-understood": "“{text}” can't be understood as an answer; it is left out.",
    "changes-title": "Changes since an earlier assessment",
    "changes-against": "Compared with the assessment of {name} by the law of {day}.",
    "changes-grounds": "What differs: {what}.",
    "changes-none": "Day, rule data, workbook and assumptions are the same.",
    "changes-day": "the day asked about",
    "changes-law": "the rule data",
    "changes-bill": "the workbook",
    "changes-assumptions": "the assumptions",
    "change-judged": "judged otherwise",
    "change-new": "new in the bill",
    "change-gone": "no longer in the bill",
    "change-lines": "other number of lines",
}
