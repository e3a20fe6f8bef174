"""Sentences of the licence files: what importer and end user bring to an application."""

SENTENCES: dict[str, str] = {
    "end-user-not-stated": "end user not stated",
    "licence-files-none":
        "No licence file was written: no entry in force, or of unverified force, catches or may catch an item that is "
        "bought.",
    "licence-file": "{user}, {use}",
    "licence-file-nobody": "end user not stated",
    "licence-file-title": "Licence application: what importer and end user bring",
    "licence-file-for": "End user: {user}. End use: {use}.",
    "licence-file-note":
        "Items that an entry in force, or of unverified force, catches or may catch. {applies} Quantities come from "
        "the bill through all its levels; items that the bill names only as alternatives, of which it counts none, "
        "are left out.",
    "applies-in-china": "The exporter in China applies.",
    "applies-abroad": "Whoever exports from outside China applies: announcement 61 is about goods sent on.",
    "applies-either":
        "The exporter in China applies; under announcement 61, which is about goods sent on, whoever exports from "
        "outside China.",
    "applicant-abroad": "whoever exports from outside China",
    "applicant-not-stated": "exporter in China, not stated in the bill",
    "end-use-title": "End-use statement (draft) · 最终用途声明(草稿)",
    "end-use-note":
        "A draft of this program, no form of an authority. Where the authority or the exporter has a form, use that. "
        "Whoever signs must check every word; the Chinese text is unofficial and must be checked by a translator.",
    "end-use-goods": "Goods · 货物",
    "end-use-armed":
        "The end use stated is \u201c{use}\u201d, so the usual statement that nothing serves a military purpose is "
        "left out: it would be untrue. Take advice before anything is signed.",
    "end-use-promises": "Statements · 声明内容",
    "end-use-importer": "Importer", "end-use-importer-zh": "进口商",
    "end-use-importer-address": "Address of the importer", "end-use-importer-address-zh": "进口商地址",
    "end-use-end-user": "End user", "end-use-end-user-zh": "最终用户",
    "end-use-end-user-address": "Address of the end user", "end-use-end-user-address-zh": "最终用户地址",
    "end-use-end-user-registry": "Registry number of the end user", "end-use-end-user-registry-zh": "最终用户注册号",
    "end-use-exporter": "Exporter in China", "end-use-exporter-zh": "中国出口商",
    "end-use-exporter-abroad": "Exporter outside China, who applies",
    "end-use-exporter-abroad-zh": "中国境外出口商(申请人)",
    "end-use-hint-exporter": "The bill states China for these; check that each exports from China itself.",
    "end-use-hint-no-exporter": "To be stated: the bill states no supplier in China.",
    "end-use-hint-abroad": "To be stated: whoever sends the goods on from outside China.",
    "end-use-hint-use": "To be stated: neither bill nor project states an end use.",
    "end-use-contract": "Contract or order, number and date", "end-use-contract-zh": "合同或订单编号及日期",
    "end-use-country": "Country of final destination", "end-use-country-zh": "最终目的国",
    "end-use-use": "End use", "end-use-use-zh": "最终用途",
    "end-use-place": "Place of use", "end-use-place-zh": "使用地点",
    "end-use-product": "Product the goods go into", "end-use-product-zh": "货物用于何种产品",
    "end-use-period": "Period of delivery", "end-use-period-zh": "交货期间",
    "end-use-signed-by": "Signed by, position", "end-use-signed-by-zh": "签署人及职务",
    "end-use-signed-on": "Date and seal", "end-use-signed-on-zh": "日期及盖章",
    "end-use-promise-use": "The goods are used only for the end use stated above, by the end user stated above.",
    "end-use-promise-use-zh": "上述货物仅由上述最终用户用于上述最终用途。",
    "end-use-promise-military":
        "The goods are not used for weapons of mass destruction or their means of delivery, for terrorism, or for a "
        "military purpose, and are not passed to a military user.",
    "end-use-promise-military-zh":
        "上述货物不用于大规模杀伤性武器及其运载工具、恐怖主义目的或军事目的,"
        "也不转让给军事用户。",
    "end-use-promise-transfer":
        "Neither end use nor end user is changed, nor are the goods passed on to a third party, without the consent "
        "that the law of China asks for.",
    "end-use-promise-transfer-zh": "未经中国法律规定的许可,不改变最终用途和最终用户,也不向第三方转让。",
    "end-use-promise-record": "Records of receipt and use are kept and shown on request.",
    "end-use-promise-record-zh": "保存收货和使用记录,并按要求提供。",
    "compliance-title": "Data for the compliance notice of announcement 61 of 2025",
    "compliance-state": "{id} on the day asked about: {state}.",
    "compliance-not-used": "not among the rules used",
    "compliance-note":
        "Art. 7: exporters of Part-1 items, and whoever abroad passes controlled items on, hand the next party a "
        "notice (Annex 2) and name the final country. This sheet gathers the facts; the notice itself is the "
        "authority's form.",
}
