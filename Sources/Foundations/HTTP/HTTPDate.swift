public import Basics

/// Dates as HTTP writes them (RFC 9110, section 5.6.7): `Thu, 19 Apr 2018 09:30:00 GMT`.
public enum HTTPDate {
    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    public static func text(of moment: Moment) -> String {
        let day = moment.day
        let second = (moment.milliseconds - Moment(startOf: day).milliseconds) / 1000
        let time = [second / 3600, second / 60 % 60, second % 60].map(twoDigits).joined(separator: ":")
        return
            "\(weekdays[day.weekday - 1]), \(twoDigits(Int64(day.day))) \(months[day.month - 1]) \(day.year) \(time) GMT"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
