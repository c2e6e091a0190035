import Store

extension Migrations {
    /// Whether the house is a sample: see `SampleHouse`. One row at most, made when the first network was loaded.
    static let sampleHouse = Migration(
        "cooperation/0012 sample house",
        """
        create table sample_house (
            network \(.key) primary key,
            made    \(.moment) not null
        ) \(.strict);
        """)
}
