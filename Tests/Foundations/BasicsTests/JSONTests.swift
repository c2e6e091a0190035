import Basics
import Foundation
import Testing

@Suite("JSON")
struct JSONTests {
    @Test("is written as it was put together, with the order of its names")
    func order() {
        let json: JSON = ["b": 1, "a": ["x", true, -7, .null, [:], []], "text": "1 \(2) 3"]
        #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"b":1,"a":["x",true,-7,null,{},[]],"text":"1 2 3"}"#)
        #expect(json["a"] != nil && json["c"] == nil)
        #expect((["a": 1] as JSON).adding(["b": 2]) == ["a": 1, "b": 2])
        #expect((3 as JSON).adding(["b": 2]) == 3)
    }

    @Test(
        "keeps every text, whatever stands in it",
        arguments: [
            "", "plain", "\"", "\\", "\\\"", "\n\r\t\u{8}\u{c}", "\u{0}\u{1f}\u{7f}", "å Ķ Ж 👩‍👧", "\u{2028}\u{2029}",
            "</script>", "a\u{301}",
        ])
    func texts(_ text: String) throws {
        var writer = JSONWriter()
        writer.list { writer in
            writer.text(text)
            writer.object { $0.member(text, text) }
        }
        let read = try #require(JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [Any])
        #expect((read[0] as? String)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
        let object = try #require(read[1] as? [String: String])
        #expect(object.values.first?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
        #expect(object.keys.first?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    }

    @Test("has a comma between values and nowhere else, and says null where nothing stands")
    func commas() {
        var writer = JSONWriter()
        writer.object { json in
            json.member("none", nil as String?)
            json.member("zero", nil as Int?)
            json.name("list")
            json.list { json in
                json.object { _ in }
                json.list { _ in }
                json.flag(false)
            }
            json.member("last", Int.min)
        }
        #expect(
            String(decoding: writer.bytes, as: UTF8.self)
                == #"{"none":null,"zero":null,"list":[{},[],false],"last":-9223372036854775808}"#)
    }
}
