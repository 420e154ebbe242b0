//! Lists of practices: the file `epraccur` of the Organisation Data Service, which has no header, or a file with one.

use std::io::Read;

use csv::{ReaderBuilder, StringRecord};
use domain::people::OdsCode;

/// A practice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its code.
    pub code: OdsCode,
    /// Its name.
    pub name: String,
    /// Lines parted by line breaks; the postcode is the last.
    pub address: String,
    /// Whether it has closed.
    pub closed: bool,
}

/// A row that is no practice of ours. It never repeats what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct Fault {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// What is wrong.
    pub why: &'static str,
}

/// Where what stands in a file.
struct Columns {
    code: usize,
    name: usize,
    address: Vec<usize>,
    closed_on: Option<usize>,
}

impl Columns {
    /// Of `epraccur`: code, name, two groupings, five lines of address, postcode, opened, closed.
    fn published() -> Self {
        Self {
            code: 0,
            name: 1,
            address: (4..=9).collect(),
            closed_on: Some(11),
        }
    }

    /// As a header names them; whatever begins with `address`, and the postcode, make the address. `None` if it is no header.
    fn named(header: &StringRecord) -> Option<Self> {
        let is = |at: &usize, name: &str| {
            let cell = header.get(*at).unwrap_or_default();
            cell.trim().to_lowercase().starts_with(name)
        };
        let find = |name| (0..header.len()).find(|at| is(at, name));
        let address = (0..header.len()).filter(|at| is(at, "address") || is(at, "postcode"));
        Some(Self {
            code: find("code")?,
            name: find("name")?,
            address: address.collect(),
            closed_on: None,
        })
    }
}

/// The rows of a list, in order; a faulty one does not end them.
pub fn rows(list: impl Read) -> impl Iterator<Item = Result<Row, Fault>> {
    let reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(list);
    let mut columns = None;
    let records = reader.into_records().enumerate();
    records.filter_map(move |(at, record)| {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(at as u64 + 1, csv::Position::line);
                let why = "not readable as comma-separated text in UTF-8";
                return Some(Err(Fault { line, why }));
            }
        };
        if columns.is_none() {
            let named = Columns::named(&record);
            let is_header = named.is_some();
            columns = Some(named.unwrap_or_else(Columns::published));
            if is_header {
                return None;
            }
        }
        columns.as_ref().map(|columns| read(columns, &record))
    })
}

fn read(columns: &Columns, record: &StringRecord) -> Result<Row, Fault> {
    let line = record.position().map_or(0, csv::Position::line);
    let cell = |at: usize| record.get(at).unwrap_or_default().trim();
    let code = OdsCode::parse(cell(columns.code)).map_err(|_| Fault {
        line,
        why: "the code is not a letter and five digits",
    })?;
    let name = cell(columns.name).to_owned();
    if name.is_empty() {
        let why = "there is no name";
        return Err(Fault { line, why });
    }
    let address: Vec<&str> = columns
        .address
        .iter()
        .map(|at| cell(*at))
        .filter(|part| !part.is_empty())
        .collect();
    Ok(Row {
        code,
        name,
        address: address.join("\n"),
        closed: columns.closed_on.is_some_and(|at| !cell(at).is_empty()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Vec<Result<Row, Fault>> {
        rows(text.as_bytes()).collect()
    }

    #[test]
    fn the_published_list_has_no_header_and_tells_what_has_closed() {
        let text = "\"A81001\",\"THE DENSHAM SURGERY\",\"Y63\",\"QHM\",\"THE HEALTH CENTRE\",\"LAWSON STREET\",\"STOCKTON\",\"\",\"\",\"TS18 1HU\",\"19740401\",\"\",\"A\"\n\
                    \"A81003\",\"VICTORIA MEDICAL PRACTICE\",\"Y63\",\"QHM\",\"THE HEALTH CENTRE\",\"\",\"\",\"\",\"\",\"TS26 8DB\",\"19740401\",\"20171031\",\"C\"\n";
        let rows = read_all(text);
        let first = rows[0].as_ref().unwrap();
        assert_eq!(first.code.as_str(), "A81001");
        assert_eq!(first.name, "THE DENSHAM SURGERY");
        assert_eq!(
            first.address,
            "THE HEALTH CENTRE\nLAWSON STREET\nSTOCKTON\nTS18 1HU"
        );
        assert!(!first.closed && rows[1].as_ref().unwrap().closed);
    }

    #[test]
    fn a_header_names_the_columns_in_any_order() {
        let text = "Name,Code,Address line 1,Address line 2,Postcode\nMill Lane Surgery,k81001,12 Mill Lane,Aylesbury,HP20 1ZZ\n";
        let rows = read_all(text);
        assert_eq!(rows.len(), 1);
        let row = rows[0].as_ref().unwrap();
        assert_eq!(row.code.as_str(), "K81001");
        assert_eq!(row.address, "12 Mill Lane\nAylesbury\nHP20 1ZZ");
    }

    #[test]
    fn a_faulty_row_is_told_by_its_line_and_the_next_is_read() {
        let text =
            "code,name,address\nnot one,Surgery,Street\nK81001,,Street\nK81002,Surgery,Street\n";
        let rows = read_all(text);
        let lines: Vec<Option<u64>> = rows
            .iter()
            .map(|row| row.as_ref().err().map(|fault| fault.line))
            .collect();
        assert_eq!(lines, [Some(2), Some(3), None]);
    }
}
