-- Every append writes these two rows anew. With room in their page the new row stays in it, and no index is touched: without it an append
-- writes twice as many pages, and twice as much write-ahead log.
alter table cases.stream set (fillfactor = 70);
alter table cases.summary set (fillfactor = 60);
