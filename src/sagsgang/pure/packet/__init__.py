"""The typed packet: model, block tree, spans, findings, its JSON form, its canonical bytes and its open part."""
